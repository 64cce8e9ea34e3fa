/** Whether all logs and nights are there that a summary should tell of: silence is never a quiet night. */
export { logName } from './log-name.ts';
export { logsOf } from './logs.ts';
export { noticesOf } from './notices.ts';
