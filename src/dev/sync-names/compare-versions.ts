/** Orders releases by their numbers: `v0.3.2` before `v0.3.2.post1` before `v0.3.10`; other names come after all of them. */
export function compareVersions(a: string, b: string): number {
  const parts = (v: string): number[] =>
    (/^v?\d/.test(v) ? [0] : [1]).concat((v.match(/\d+/g) ?? []).map(Number));
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = (x[i] ?? -1) - (y[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
