import { builtInCatalogue } from '../../src/catalogue/built-in.ts';
import { Recogniser, type RecogniserOptions } from '../../src/recognise/recogniser.ts';

const catalogue = builtInCatalogue();

/** What a line is found to report, each as `Component:NAME/evidence`; ambiguous and unknown ones as their kind says. */
export function findingsOf(line: string, options?: RecogniserOptions): string[] {
  const latin1 = Buffer.from(line, 'utf8').toString('latin1');
  return new Recogniser(catalogue, options)
    .recognise(latin1)
    .findings.map((finding) =>
      finding.kind === 'ambiguous'
        ? `Ambiguous:${finding.value}`
        : `${finding.kind === 'uncatalogued' ? 'Uncatalogued:' : ''}${finding.component}:${finding.name}/${finding.evidence}`,
    );
}
