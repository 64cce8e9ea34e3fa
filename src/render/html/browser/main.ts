/**
 * What reports do in a browser; bundled into every page (see dev/build/browser-script.ts). It only makes operable what the page
 * already shows: nothing is drawn from data that the page lacks, nothing is written as markup, nothing is stored or sent.
 */
import { enliven as enlivenCharts } from './chart.ts';
import { enliven as enlivenCommands } from './commands.ts';
import { enliven as enlivenPage } from './page.ts';
import { enliven as enlivenTables } from './table.ts';
import { enliven as enlivenTimelines } from './timeline.ts';

enlivenPage();
enlivenTables();
enlivenCharts();
enlivenTimelines();
enlivenCommands();
