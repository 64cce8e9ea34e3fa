import { LineScanner } from './src/lines/scan/line-scanner.ts'; import { LineShapes } from './src/lines/line-shapes.ts'; import { Recogniser } from './src/recognise/recogniser.ts'; import { builtInCatalogue } from './src/catalogue/built-in.ts'; import { readFileSync, writeFileSync } from 'node:fs';
const r=new Recogniser(builtInCatalogue()); 
const texts:string[]=[];
{ const sc=new LineScanner({}); const sh=new LineShapes(sc,r.shapeRules,(t)=>{texts.push(t); return 0;}); const sink=sh.into({skipped(){},line(){},longLine(){},longLineEnd(){}}); sc.push(readFileSync(process.argv[2]!).subarray(0,64<<20),sink); sc.end(sink); }
for (let k=0;k<4;k++){ const t=process.cpuUsage(); for (const x of texts) r.recogniseShape(x); const c=process.cpuUsage(t); console.log(texts.length,'us/shape',((c.user+c.system)/texts.length).toFixed(1)); }
