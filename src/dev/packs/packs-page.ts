import { numberOf } from '../../catalogue/code.ts';
import { packNames } from '../../catalogue/packs/pack.ts';
import { compilePacks, packFiles } from './compile-packs.ts';

/** The page about packs; its lists come from the packs' own files. */
export function packsPage(): string {
  const packs = compilePacks();
  const sections = packFiles().map(({ name, text }) => {
    const about = [...text.matchAll(/^# ?(.*)$/gm)].map(([, line]) => line!);
    const [title, ...source] = about;
    const { codes } = packs[name];
    const components = [...new Set(codes.map(({ component }) => component))];
    const rows = codes.map((code) => {
      const number = numberOf(code);
      const cells = [
        ...(components.length > 1 ? [code.component] : []),
        code.group,
        `\`${code.name}\``,
        number === undefined ? '' : String(number),
        code.description,
      ];
      return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
    });
    const heads = [...(components.length > 1 ? ['component'] : []), 'group', 'name', 'value', 'meaning'];
    return [
      `## ${name}`,
      '',
      `${title} ${counted(codes.length, 'code')}.`,
      '',
      `${source.join(' ').replace(/^source: /, 'Source: ')}`,
      '',
      `| ${heads.join(' | ')} |`,
      `| ${heads.map((head) => (head === 'value' ? '---:' : '---')).join(' | ')} |`,
      ...rows,
      '',
    ].join('\n');
  });
  const total = packNames.reduce((sum, name) => sum + packs[name].codes.length, 0);
  return `${intro(total)}\n${sections.join('\n')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function intro(total: number): string {
  return `# Packs: codes of the neighbours

Logs of Mooncake hold failures of other systems: the RDMA stack, the operating system, NIXL and UCX, NCCL, CUDA, Ascend's CANN, gRPC,
etcd and HTTP. Packs know ${total} of their codes. They are off until you ask for them:

\`\`\`sh
mooncake-annotate --pack verbs,errno fixtures/transfer-engine.log
mooncake-annotate summary --pack all fixtures/transfer-engine.log
mooncake-annotate explain --pack nccl ncclSystemError
\`\`\`

For every call, name them in \`~/.config/mooncake-annotate/config.yaml\`:

\`\`\`yaml
packs: [verbs, errno, nixl, ucx]
\`\`\`

- A code says what it means, why it usually comes, what to check, and where it is defined. \`explain\` prints that, and names the pack
  of a word that none of the chosen packs knows: \`mooncake-annotate explain ETIMEDOUT\`.
- A code counts where its own system writes it: a name (\`ncclSystemError\`), a number behind what stands before it there
  (\`[Errno 110]\`, \`wc status 12\`, \`hcclRet -> 9\`), or a text of its own (\`CUDA error: out of memory\`). Bare words and numbers do not
  count, nor do lines that are no warnings and no errors, but for access lines of HTTP.
- Under \`--severity W+\` lines with these codes count that say nothing of their severity, as tracebacks do.
- \`triage\` knows what follows from what: NIXL's disconnect from UCX's timeout, that from retries of the device, and these from its port.
- Mooncake's own codes are found as before.
- Packs are files as of [your own codes](catalogue.md), which may change a code of a pack or add to it: \`--catalogue\` is merged behind
  them.
`;
}
