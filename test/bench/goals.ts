import type { PeerFiles } from './peers.ts';
import type { Work } from './timing.ts';

/** The corpora that works read. */
export interface Corpora {
  readonly none: string;
  readonly one: string;
  readonly twenty: string;
}

const ours = 'node dist/cli.js';

/** Everything that is timed in turn, by name. */
export function works({ none, one, twenty }: Corpora, peers: PeerFiles): Work[] {
  const { names, meanings, countAwk, annotateAwk, countPerl, annotatePerl, expression } = peers;
  const counted = '| sort | uniq -c >/dev/null';
  const quoted = `'${expression.replaceAll("'", "'\\''")}'`;
  const counting = (label: string, file: string): Work[] => [
    { name: `wc ${label}`, script: `wc -l ${file}` },
    { name: `summary ${label}, 1 thread`, script: `${ours} summary --jobs 1 ${file}` },
    { name: `summary ${label}, 2 threads`, script: `${ours} summary --jobs 2 ${file}` },
    {
      name: `summary --since --bucket ${label}, 1 thread`,
      script: `${ours} summary --since '2026-07-30 23:00' --bucket 1m --jobs 1 ${file}`,
    },
  ];
  return [
    // How much two of anything gain on this machine, with whatever else it does.
    { name: 'wc twice, one after the other', script: `wc -l ${one}; wc -l ${one}` },
    { name: 'wc twice, side by side', script: `wc -l ${one} & wc -l ${one}; wait` },
    ...counting('none', none),
    ...counting('1 %', one),
    {
      name: 'summary as HTML 1 %, 1 thread',
      script: `${ours} summary --format html --jobs 1 ${one} >/dev/null`,
    },
    { name: 'triage 1 %, 1 thread', script: `${ours} triage --jobs 1 ${one} >/dev/null 2>&1` },
    { name: 'ripgrep 1 %', needs: ['rg'], script: `rg -oNIF -f ${names} ${one} ${counted}` },
    { name: 'grep 1 %', needs: ['grep'], script: `grep -ohF -f ${names} ${one} ${counted}` },
    { name: 'ugrep 1 %', needs: ['ugrep'], script: `ugrep -ohE ${quoted} ${one} ${counted}` },
    {
      name: 'gawk counts 1 %',
      needs: ['gawk'],
      mostRuns: 1,
      script: `gawk -v meanings=${meanings} -f ${countAwk} ${one}`,
    },
    {
      name: 'mawk counts 1 %',
      needs: ['mawk'],
      mostRuns: 1,
      script: `mawk -v meanings=${meanings} -f ${countAwk} ${one}`,
    },
    { name: 'perl counts 1 %', needs: ['perl'], mostRuns: 1, script: `perl ${countPerl} ${meanings} ${one}` },
    ...counting('20 %', twenty),
    { name: 'grep 20 %', needs: ['grep'], script: `grep -ohF -f ${names} ${twenty} ${counted}` },
    { name: 'ugrep 20 %', needs: ['ugrep'], script: `ugrep -ohE ${quoted} ${twenty} ${counted}` },
    { name: 'cat | cat', script: `cat ${one} | cat >/dev/null` },
    { name: 'annotate FILE | cat 1 %', script: `${ours} ${one} 2>/dev/null | cat >/dev/null` },
    { name: 'cat | cat | cat', script: `cat ${one} | cat | cat >/dev/null` },
    { name: 'cat | annotate | cat 1 %', script: `cat ${one} | ${ours} 2>/dev/null | cat >/dev/null` },
    {
      name: 'gawk annotates 1 %',
      needs: ['gawk'],
      mostRuns: 1,
      script: `gawk -v meanings=${meanings} -f ${annotateAwk} ${one} | cat >/dev/null`,
    },
    {
      name: 'mawk annotates 1 %',
      needs: ['mawk'],
      mostRuns: 1,
      script: `mawk -v meanings=${meanings} -f ${annotateAwk} ${one} | cat >/dev/null`,
    },
    {
      name: 'perl annotates 1 %',
      needs: ['perl'],
      mostRuns: 1,
      script: `perl ${annotatePerl} ${meanings} ${one} | cat >/dev/null`,
    },
    { name: 'annotate FILE | cat 20 %', script: `${ours} ${twenty} 2>/dev/null | cat >/dev/null` },
    {
      name: 'gawk annotates 20 %',
      needs: ['gawk'],
      mostRuns: 1,
      script: `gawk -v meanings=${meanings} -f ${annotateAwk} ${twenty} | cat >/dev/null`,
    },
    {
      name: 'perl annotates 20 %',
      needs: ['perl'],
      mostRuns: 1,
      script: `perl ${annotatePerl} ${meanings} ${twenty} | cat >/dev/null`,
    },
  ];
}

/** Programs that are too slow for the large corpora; timed once, on a small one. */
export function slowWorks(file: string, { names, mtail, patterns }: PeerFiles): Work[] {
  return [
    { name: 'summary, small file', script: `${ours} summary --jobs 1 ${file}` },
    {
      name: 'lnav, small file',
      needs: ['lnav'],
      script: `lnav -n -c ":filter-in ($(paste -sd'|' ${names}))" ${file} >/dev/null`,
    },
    {
      name: 'mtail, small file',
      needs: ['mtail'],
      script: `mtail --one_shot --one_shot_format=json --progs ${mtail} --logs ${file} >/dev/null`,
    },
    {
      name: 'pdbtool, small file',
      needs: ['pdbtool'],
      // Lines without a pattern make its status 1.
      script: `pdbtool match -p ${patterns} -f ${file} >/dev/null || test $? = 1`,
    },
  ];
}

/** One goal: the time of `peer` divided by the time of `work` is to be at least `least`. */
export interface Goal {
  readonly says: string;
  readonly work: string;
  readonly peer: string;
  readonly least: number;
}

/** What was promised. "At most 4 times the time" is at least a fourth of the speed. */
export const goals: readonly Goal[] = [
  {
    says: 'summary, 1 %, 1 thread: 3 x ripgrep',
    work: 'summary 1 %, 1 thread',
    peer: 'ripgrep 1 %',
    least: 3,
  },
  { says: 'summary, 1 %, 1 thread: 1.5 x grep', work: 'summary 1 %, 1 thread', peer: 'grep 1 %', least: 1.5 },
  {
    says: 'summary, 1 %, 1 thread: 1.5 x ugrep',
    work: 'summary 1 %, 1 thread',
    peer: 'ugrep 1 %',
    least: 1.5,
  },
  {
    says: 'summary, 1 %, 1 thread: 1/4 of wc -l',
    work: 'summary 1 %, 1 thread',
    peer: 'wc 1 %',
    least: 0.25,
  },
  {
    says: 'summary, 1 %: 2 threads 1.7 x one',
    work: 'summary 1 %, 2 threads',
    peer: 'summary 1 %, 1 thread',
    least: 1.7,
  },
  {
    says: 'triage, 1 %, 1 thread: 1/3 of summary',
    work: 'triage 1 %, 1 thread',
    peer: 'summary 1 %, 1 thread',
    least: 0.33,
  },
  { says: 'summary, 20 %: 1.2 x grep', work: 'summary 20 %, 2 threads', peer: 'grep 20 %', least: 1.2 },
  { says: 'summary, 20 %: 1.5 x ugrep', work: 'summary 20 %, 2 threads', peer: 'ugrep 20 %', least: 1.5 },
  { says: 'summary, no codes: 1/2.5 of wc -l', work: 'summary none, 2 threads', peer: 'wc none', least: 0.4 },
  {
    says: 'annotate FILE to a pipe, 1 %: 0.8 of cat FILE | cat',
    work: 'annotate FILE | cat 1 %',
    peer: 'cat | cat',
    least: 0.8,
  },
  {
    says: 'annotate FILE to a pipe, 1 %: 3.5 x gawk',
    work: 'annotate FILE | cat 1 %',
    peer: 'gawk annotates 1 %',
    least: 3.5,
  },
  {
    says: 'annotate pipe to pipe, 1 %: 0.6 of cat FILE | cat | cat',
    work: 'cat | annotate | cat 1 %',
    peer: 'cat | cat | cat',
    least: 0.6,
  },
  {
    says: 'annotate FILE to a pipe, 20 %: 4 x gawk',
    work: 'annotate FILE | cat 20 %',
    peer: 'gawk annotates 20 %',
    least: 4,
  },
  {
    says: 'annotate FILE to a pipe, 20 %: 4 x perl',
    work: 'annotate FILE | cat 20 %',
    peer: 'perl annotates 20 %',
    least: 4,
  },
];
