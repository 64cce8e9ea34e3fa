import { CHART_SCRIPT } from './script/chart.ts';
import { FRAME_SCRIPT } from './script/frame.ts';
import { TABLE_SCRIPT } from './script/table.ts';
import { TIMELINE_SCRIPT } from './script/timeline.ts';

/**
 * The script of every report, for browsers. It only makes operable what the page already shows: nothing is drawn from data
 * that the page lacks, nothing is written as markup, nothing is stored or sent.
 */
export const SCRIPT = `'use strict';(() => {\n${[FRAME_SCRIPT, TABLE_SCRIPT, CHART_SCRIPT, TIMELINE_SCRIPT].join('')}})();`;
