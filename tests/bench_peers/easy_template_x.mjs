// easy-template-x: one handler for all documents, as its manual shows; it deflates at level 6.
import { writeFileSync } from "node:fs";
import { TemplateHandler } from "easy-template-x";
import { serve } from "./rounds.mjs";

const handler = new TemplateHandler();

serve(async (template, data, out) => {
  writeFileSync(out, await handler.process(template, data));
});
