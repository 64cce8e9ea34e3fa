/** Whether the system refused a write (disk full, device gone), and not, say, a read. */
export function isWriteFailure(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && error.syscall === 'write';
}
