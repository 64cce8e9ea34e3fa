/**
 * Ends the program with status 2 when it fails by a fault of its own. Node's status is 1, which says that the condition of
 * `--fail-on` holds. The stack is kept, as it is what a report needs.
 */
export function endOnOwnFaults(): void {
  process.on('uncaughtException', (error) => {
    const stack = error instanceof Error ? error.stack : String(error);
    process.stderr.write(
      `mooncake-annotate: this is a fault of the program, not of your logs (report it with these lines)\n${stack}\n`,
    );
    process.exit(2);
  });
}
