import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const headers = {
  'mooncake-store/include/types.h': `
    enum class ErrorCode : int32_t {
      OK = 0,  // fine
      INTERNAL_ERROR = -1,
      SEGMENT_NOT_FOUND = -101,
      SEGMENT_ALREADY_EXISTS = -102,
      NO_AVAILABLE_HANDLE = -200,
      INVALID_PARAMS = -600,
      TRANSFER_FAIL = -800,
      RPC_FAIL = -900,
      RPC_TIMEOUT = -901,
    };`,
  'mooncake-transfer-engine/include/error.h': `
    #define ERR_INVALID_ARGUMENT (-1)
    #define ERR_DNS (-101)
    #define ERR_SOCKET (-102)
    #define ERR_METADATA (-200)
    #define ERR_CONTEXT (-202)`,
  'mooncake-transfer-engine/include/common/base/status.h': `
    class Status { enum class Code : uint16_t { kOk = 0, kInvalidArgument = 1, kSocket = 102, kContext = 202, kNotImplemented = 999 }; };`,
  'mooncake-transfer-engine/tent/include/tent/common/status.h': `
    class Status { enum class Code : uint16_t { kOk = 0, kInvalidArgument = 1, kInternalError = 199 }; };`,
};

/** Lays out a little checkout with the headers of Mooncake, in a folder that goes away with the test. */
export function checkout(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'mooncake-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries({ ...headers, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
