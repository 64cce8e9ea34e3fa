import { describe, expect, it } from 'vitest';
import { builtInCatalogue } from '../../../src/catalogue/built-in.ts';
import { summaryFormats } from '../../../src/render/summary/summary-formats.ts';
import { plainDisplay } from '../../../src/render/text/display.ts';
import { summaryReport } from './summary-documents.ts';

describe('every format of a summary', () => {
  it.each(summaryFormats.names)(
    'is a text that names the code and ends with a line end: %s',
    async (format) => {
      const render = await summaryFormats.load(format);
      const text = render(summaryReport(), { catalogue: builtInCatalogue(), display: plainDisplay });
      expect(text).toContain('TRANSFER_FAIL');
      expect(text).toMatch(/\n$/);
    },
  );

  it('holds everything that the summary does as json', async () => {
    const render = await summaryFormats.load('json');
    const text = render(summaryReport(), { catalogue: builtInCatalogue(), display: plainDisplay });
    expect(JSON.parse(text)).toEqual(summaryReport());
  });
});
