/** A share of 1 as percent, as all reports write it: `64.0%`; what is not nothing is never `0.0%`, nor what is not all `100.0%`. */
export function percent(share: number): string {
  if (!Number.isFinite(share) || share <= 0) return '0.0%';
  if (share < 0.0005) return '<0.1%';
  return share < 1 && share >= 0.9995 ? '>99.9%' : `${(share * 100).toFixed(1)}%`;
}
