import { describe, expect, it } from 'vitest';
import { DARK, LIGHT } from '../../../src/render/html/charts/palette.ts';

type Rgb = readonly [number, number, number];

/** The share of light in each channel, as the eye adds it up. */
function linear(colour: string): Rgb {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** The contrast of two colours as WCAG 2 defines it, from 1 to 21. */
function contrast(one: string, other: string): number {
  const luminance = ([red, green, blue]: Rgb): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [dark, light] = [luminance(linear(one)), luminance(linear(other))].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** How colours look to eyes without one kind of cone (Machado, Oliveira and Fernandes, 2009). */
const SIGHT: Readonly<Record<string, readonly Rgb[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** The distance of two colours in OKLab, where about 0.02 is just noticeable side by side. */
function distance(one: string, other: string, sight: readonly Rgb[]): number {
  const seen = (colour: string): Rgb => {
    const light = linear(colour);
    const [r, g, b] = sight.map((row) =>
      Math.min(1, Math.max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2])),
    ) as [number, number, number];
    const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return [
      0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
    ];
  };
  const [a, b] = [seen(one), seen(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('the %s theme', (_, theme) => {
  it.each([
    ...(['ink', 'soft', 'link'] as const).flatMap((text) =>
      (['page', 'panel', 'sunk'] as const).map((ground) => [text, ground] as const),
    ),
    ...(['bad', 'warn', 'good'] as const).flatMap((text) => [
      [text, `${text}Ground`] as const,
      [text, 'panel'] as const,
    ]),
    ['ink', 'badGround'] as const,
    ['ink', 'warnGround'] as const,
    ['ink', 'goodGround'] as const,
    ['link', 'warnGround'] as const,
  ])('has enough contrast to read %s on %s', (text, ground) => {
    expect(contrast(theme[text], theme[ground])).toBeGreaterThanOrEqual(4.5);
  });

  it('has enough contrast to read the numbers of the heat map', () => {
    for (const [ground, ink] of theme.heat) expect(contrast(ground, ink)).toBeGreaterThanOrEqual(4.5);
  });

  it('sets controls and series off from the ground', () => {
    for (const colour of [theme.edge, ...theme.series]) {
      for (const ground of [theme.page, theme.panel]) {
        expect(contrast(colour, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it.each(Object.entries(SIGHT))('tells its series apart with %s', (_sight, matrix) => {
    for (const [index, one] of theme.series.entries()) {
      for (const other of theme.series.slice(index + 1)) {
        expect(distance(one, other, matrix), `${one} and ${other}`).toBeGreaterThan(0.1);
      }
    }
  });
});
