/** The colours of one theme. */
interface Theme {
  /** The page's ground, that of raised parts, and that of sunk ones. */
  readonly page: string;
  readonly panel: string;
  readonly sunk: string;
  /** Text, text that stands back, and hairlines. */
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  /** The edge of what can be operated. */
  readonly edge: string;
  readonly link: string;
  readonly bad: string;
  readonly badGround: string;
  readonly warn: string;
  readonly warnGround: string;
  readonly good: string;
  readonly goodGround: string;
  /** Series of charts; the last one stands for all others. */
  readonly series: readonly string[];
  /** Steps of the heat map from few to many, each with the colour of the number on it. */
  readonly heat: readonly (readonly [ground: string, ink: string])[];
}

/**
 * Chosen by a search for the largest least distance between any two series, as seen with normal vision and with each of the
 * three colour blindnesses, where every series stands out from the ground by 3 to 1.
 */
export const LIGHT: Theme = {
  page: '#fafaf8',
  panel: '#ffffff',
  sunk: '#f2f2ee',
  ink: '#1a1d21',
  soft: '#565c64',
  line: '#e0e0db',
  edge: '#83888f',
  link: '#0b57a4',
  bad: '#a8231b',
  badGround: '#fcebe9',
  warn: '#7c4a00',
  warnGround: '#fdf1db',
  good: '#1c6437',
  goodGround: '#e5f3e9',
  series: ['#3c57c2', '#bd8700', '#ce4b73', '#2695c0', '#5a1481', '#845a05', '#304b49'],
  heat: [
    ['#fdf0dc', '#1a1d21'],
    ['#fbdcb3', '#1a1d21'],
    ['#f6bd80', '#1a1d21'],
    ['#ec9350', '#1a1d21'],
    ['#d86a33', '#1a1d21'],
    ['#ad391e', '#ffffff'],
    ['#7a1c14', '#ffffff'],
  ],
};

/** As {@link LIGHT}, on a dark ground. */
export const DARK: Theme = {
  page: '#14171b',
  panel: '#1a1e23',
  sunk: '#20252b',
  ink: '#e6e8eb',
  soft: '#a0a7b1',
  line: '#2e343c',
  edge: '#737c88',
  link: '#82bcff',
  bad: '#ff9d94',
  badGround: '#3c1c1a',
  warn: '#f3c06b',
  warnGround: '#362a14',
  good: '#82d29c',
  goodGround: '#17301f',
  series: ['#1780d7', '#f1b620', '#ea724f', '#1ad5b5', '#a7a2ff', '#c3fba3', '#936784'],
  heat: [
    ['#2d231c', '#e6e8eb'],
    ['#472c1c', '#e6e8eb'],
    ['#69391d', '#e6e8eb'],
    ['#8e4a1f', '#ffffff'],
    ['#c86c2d', '#14171b'],
    ['#ea9450', '#14171b'],
    ['#ffc68f', '#14171b'],
  ],
};

/** A theme as declarations of custom properties. */
export function properties(theme: Theme): string {
  const { series, heat, ...named } = theme;
  return [
    ...Object.entries(named).map(([name, colour]) => `--${kebab(name)}:${colour}`),
    ...series.map((colour, index) => `--series-${index + 1}:${colour}`),
    ...heat.flatMap(([ground, ink], index) => [
      `--heat-${index + 1}:${ground}`,
      `--heat-ink-${index + 1}:${ink}`,
    ]),
  ].join(';');
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
