// The same turns as bench_rounds.py: a folder a line comes in and is filled, [documents, seconds] goes out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

export async function serve(make) {
  const { templates, texts, seconds } = JSON.parse(readFileSync(process.argv[2], "utf-8"));
  const bytes = templates.map((path) => readFileSync(path));
  let next = 0;
  for await (const folder of createInterface({ input: process.stdin })) {
    const start = performance.now();
    let done = 0;
    do {
      const [template, data] = texts[next++ % texts.length];
      await make(bytes[template], data, `${folder}/${done++}.docx`);
    } while (performance.now() - start < seconds * 1000);
    console.log(JSON.stringify([done, (performance.now() - start) / 1000]));
  }
}
