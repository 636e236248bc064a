// docxtemplater + pizzip: the template is unzipped and compiled anew for each document, as its manual shows.
import { writeFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { serve } from "./rounds.mjs";

serve((template, data, out) => {
  const made = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
  made.render(data);
  writeFileSync(out, made.toBuffer({ compression: "DEFLATE", compressionOptions: { level: 6 } }));
});
