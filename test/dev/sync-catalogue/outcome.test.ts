import { describe, expect, test } from 'vitest';
import { readStatements } from '../../../src/dev/sync-catalogue/parse/statements.ts';
import { checkout } from './checkout.ts';

const store = 'mooncake-store/src/keeper.cpp';
const engine = 'mooncake-transfer-engine/src/mover.cpp';

// What follows the statement that prints "here": its codes, or [] where they are not all that can follow.
async function follows(path: string, text: string): Promise<readonly string[]> {
  const { statements } = await readStatements(checkout({ [path]: text }));
  const here = statements.filter((s) => s.pattern.startsWith('here'));
  expect(here).toHaveLength(1);
  return here[0]?.only === true ? here[0].codes : [];
}

type Row = readonly [name: string, codes: readonly string[], text: string];

const storeRows: readonly Row[] = [
  [
    'a returned enumerator',
    ['INVALID_PARAMS'],
    'ErrorCode f() { LOG(ERROR) << "here"; return ErrorCode::INVALID_PARAMS; }',
  ],
  [
    'an unexpected',
    ['RPC_FAIL'],
    'tl::expected<int, ErrorCode> f() { LOG(ERROR) << "here"; return tl::make_unexpected(ErrorCode::RPC_FAIL); }',
  ],
  [
    'an unexpected of a list',
    ['RPC_FAIL'],
    'auto f(int n) -> std::vector<tl::expected<void, ErrorCode>> { LOG(ERROR) << "here"; return std::vector<tl::expected<void, ErrorCode>>(n, tl::unexpected(ErrorCode::RPC_FAIL)); }',
  ],
  [
    'a code as a number',
    ['INVALID_PARAMS'],
    'int f() { LOG(ERROR) << "here"; return toInt(ErrorCode::INVALID_PARAMS); }',
  ],
  [
    'an error around a code',
    ['TRANSFER_FAIL'],
    'tl::expected<void, LoadError> f() { LOG(ERROR) << "here"; return tl::make_unexpected(LoadError(ErrorCode::TRANSFER_FAIL, "why")); }',
  ],
  [
    'a coroutine',
    ['RPC_FAIL'],
    'Lazy<tl::expected<void, ErrorCode>> f() { LOG(ERROR) << "here"; co_return tl::make_unexpected(ErrorCode::RPC_FAIL); }',
  ],
  [
    'a variable that is returned later',
    ['TRANSFER_FAIL'],
    'ErrorCode f(bool bad) { ErrorCode rc = ErrorCode::OK; if (bad) { LOG(ERROR) << "here"; rc = ErrorCode::TRANSFER_FAIL; } cleanup(); return rc; }',
  ],
  [
    'the error of a callee with one failure',
    ['RPC_FAIL'],
    'tl::expected<void, ErrorCode> g(bool b) { if (b) return tl::make_unexpected(ErrorCode::RPC_FAIL); return {}; } ErrorCode f(bool b) { auto r = g(b); if (!r) { LOG(ERROR) << "here"; return r.error(); } return ErrorCode::OK; }',
  ],
  [
    'the code that a condition asked for',
    ['SEGMENT_NOT_FOUND'],
    'ErrorCode f() { auto r = remote(); if (r.error() == ErrorCode::SEGMENT_NOT_FOUND) { LOG(ERROR) << "here"; return r.error(); } return ErrorCode::OK; }',
  ],
  [
    'a choice by the ternary operator',
    ['RPC_FAIL', 'RPC_TIMEOUT'],
    'ErrorCode f(bool late) { LOG(ERROR) << "here"; return late ? ErrorCode::RPC_TIMEOUT : ErrorCode::RPC_FAIL; }',
  ],
  [
    'a case of a switch',
    ['RPC_FAIL'],
    'ErrorCode f(int k) { switch (k) { case 1: LOG(ERROR) << "here"; break; default: return ErrorCode::OK; } return ErrorCode::RPC_FAIL; }',
  ],
  [
    'a catch',
    ['INTERNAL_ERROR'],
    'ErrorCode f() { try { g(); } catch (const std::exception& e) { LOG(ERROR) << "here" << e.what(); return ErrorCode::INTERNAL_ERROR; } return ErrorCode::OK; }',
  ],
  [
    'a lambda with its own return',
    ['INTERNAL_ERROR'],
    'void f() { auto g = [&]() -> tl::expected<void, ErrorCode> { LOG(ERROR) << "here"; return tl::unexpected(ErrorCode::INTERNAL_ERROR); }; g(); }',
  ],
  [
    'a local lambda that makes the error',
    ['RPC_FAIL'],
    'ErrorCode f() { auto fail = [&](ErrorCode e) -> ErrorCode { undo(); return e; }; LOG(ERROR) << "here"; return fail(ErrorCode::RPC_FAIL); }',
  ],
  [
    'the result of one key',
    ['INVALID_PARAMS'],
    'std::vector<int> f(int n) { std::vector<int> results(n); for (int i = 0; i < n; ++i) { if (bad(i)) { LOG(ERROR) << "here"; results[i] = toInt(ErrorCode::INVALID_PARAMS); continue; } results[i] = 0; } return results; }',
  ],
  [
    'the result of every key',
    ['RPC_FAIL'],
    'std::vector<tl::expected<void, ErrorCode>> f(int n) { std::vector<tl::expected<void, ErrorCode>> results; if (n > 3) { LOG(ERROR) << "here"; for (int i = 0; i < n; ++i) { results.emplace_back(tl::unexpected(ErrorCode::RPC_FAIL)); } return results; } return results; }',
  ],
  [
    'a list filled with the code before',
    ['INVALID_PARAMS'],
    'std::vector<int> f(int n) { std::vector<int> results(n, toInt(ErrorCode::INVALID_PARAMS)); if (n > 3) { LOG(ERROR) << "here"; return results; } return g(); }',
  ],
  [
    'the result of an operation',
    ['TRANSFER_FAIL'],
    'void f(Task& t) { LOG(ERROR) << "here"; t.state->set_completed(ErrorCode::TRANSFER_FAIL); }',
  ],
  [
    'a macro of its own',
    ['INVALID_PARAMS'],
    '#define NEED(x) if (!(x)) { LOG(ERROR) << "here lacks " #x; return ErrorCode::INVALID_PARAMS; }\nErrorCode f(int a) { NEED(a > 0) return ErrorCode::OK; }',
  ],
  [
    'a conditional that splits a statement',
    ['INVALID_PARAMS'],
    'ErrorCode f(int a) {\n#ifdef X\n if (a) { g(); } else\n#endif\n { LOG(ERROR) << "here"; return ErrorCode::INVALID_PARAMS; }\n return ErrorCode::OK; }',
  ],
  [
    'a counter that decides at the end',
    ['TRANSFER_FAIL'],
    'ErrorCode f(int n) { int bad = 0; for (int i = 0; i < n; ++i) { if (!g(i)) { LOG(ERROR) << "here"; bad++; } } if (bad > 0) return ErrorCode::TRANSFER_FAIL; return ErrorCode::OK; }',
  ],
  [
    'a virtual call with one failure in every class',
    ['RPC_FAIL'],
    'struct A { virtual ErrorCode g() = 0; }; struct B : A { ErrorCode g() override { if (x) return ErrorCode::RPC_FAIL; return ErrorCode::OK; } }; struct C { A* a_; ErrorCode f() { auto rc = a_->g(); if (rc != ErrorCode::OK) { LOG(ERROR) << "here"; return rc; } return rc; } };',
  ],

  [
    'a function that goes on',
    [],
    'ErrorCode f(int a) { if (a) { LOG(WARNING) << "here"; } return ErrorCode::OK; }',
  ],
  [
    'a code on one path only',
    [],
    'ErrorCode f(int a) { LOG(WARNING) << "here"; if (a > 1) return ErrorCode::RPC_FAIL; return ErrorCode::OK; }',
  ],
  ['a bare number', [], 'int f() { LOG(ERROR) << "here"; return -1; }'],
  ['a bool', [], 'bool f() { LOG(ERROR) << "here"; return false; }'],
  ['a fatal line', [], 'ErrorCode f() { LOG(FATAL) << "here"; return ErrorCode::RPC_FAIL; }'],
  [
    'an exception',
    [],
    'ErrorCode f() { LOG(ERROR) << "here"; throw std::runtime_error("x"); return ErrorCode::RPC_FAIL; }',
  ],
  [
    'an answer from afar',
    [],
    'tl::expected<void, ErrorCode> f() { auto r = co_await client->send(); if (!r) return tl::make_unexpected(ErrorCode::RPC_FAIL); auto s = r->result(); if (!s) { LOG(ERROR) << "here"; return tl::make_unexpected(s.error()); } return {}; }',
  ],
  [
    'an error of a library',
    [],
    'int f() { int rc = ::open("x", 0); if (rc < 0) { LOG(ERROR) << "here"; return errno; } return 0; }',
  ],
  [
    'a code that is overwritten',
    [],
    'ErrorCode f() { ErrorCode rc = ErrorCode::RPC_FAIL; LOG(ERROR) << "here"; rc = ErrorCode::OK; return rc; }',
  ],
];

const engineRows: readonly Row[] = [
  ['a returned macro', ['ERR_CONTEXT'], 'int f() { PLOG(ERROR) << "here"; return ERR_CONTEXT; }'],
  [
    'a goto to a common exit',
    ['ERR_SOCKET'],
    'int f(bool bad) { int rc = 0; if (bad) { LOG(ERROR) << "here"; rc = ERR_SOCKET; goto out; } rc = ERR_DNS; g();\nout:\n close(fd); return rc; }',
  ],
  [
    'a break to a common exit',
    ['ERR_SOCKET'],
    'int f(bool bad) { int rc = 0; do { if (bad) { LOG(ERROR) << "here"; rc = ERR_SOCKET; break; } rc = g(); } while (0); return rc; }',
  ],
  [
    'a Status that has a twin',
    ['ERR_SOCKET'],
    'Status f() { LOG(ERROR) << "here"; return Status::Socket("x"); }',
  ],
  ['a Status without a twin', [], 'Status f() { LOG(ERROR) << "here"; return Status::NotImplemented("x"); }'],
  [
    'a callee that fails with one code',
    ['ERR_METADATA'],
    'int M::g(int a) { if (a) { return ERR_METADATA; } return 0; } int M::f() { int rc = g(1); if (rc) { LOG(ERROR) << "here"; return rc; } return 0; }',
  ],
  [
    'an assignment in a condition',
    ['ERR_DNS'],
    'int g() { if (x) return ERR_DNS; return 0; } int f() { int rc; if ((rc = g()) != 0) { LOG(ERROR) << "here"; return rc; } return 0; }',
  ],
  [
    'a result that threads fill in',
    ['ERR_CONTEXT'],
    'int g(int i) { if (i) return ERR_CONTEXT; return 0; } int f(int n) { std::vector<int> codes(n, 0); for (int i = 0; i < n; ++i) threads.emplace_back([&, i]() { codes[i] = g(i); }); for (int i = 0; i < n; ++i) { if (codes[i] != 0) { LOG(ERROR) << "here"; return codes[i]; } } return 0; }',
  ],
];

describe('the codes that follow a log statement of the Store', () => {
  test.each(storeRows)('%s', async (_, codes, text) => {
    expect(await follows(store, text)).toEqual(codes);
  });
});

describe('the codes that follow a log statement of the Transfer Engine', () => {
  test.each(engineRows)('%s', async (_, codes, text) => {
    expect(await follows(engine, text)).toEqual(codes);
  });
});

test('a Status of Tent is a code of Tent', async () => {
  const path = 'mooncake-transfer-engine/tent/src/runtime/engine.cpp';
  expect(
    await follows(path, 'Status f() { LOG(ERROR) << "here"; return Status::InternalError("x"); }'),
  ).toEqual(['InternalError']);
});
