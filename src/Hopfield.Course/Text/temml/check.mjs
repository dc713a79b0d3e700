// Converts every formula of a book again and compares: node check.mjs ../../../../notebooks/formulas.json
import temml from "temml";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const book = JSON.parse(readFileSync(process.argv[2], "utf8"));
const wrong = [];
for (const [key, entry] of Object.entries(book)) {
  if (createHash("sha256").update(entry.tex).digest("hex") !== key) wrong.push(`${key} is not the hash of ${entry.tex}`);
  for (const form of ["inline", "display"]) {
    if (!(form in entry)) continue;
    const mathML = temml.renderToString(entry.tex, { displayMode: form === "display", throwOnError: true, strict: true });
    if (mathML !== entry[form]) wrong.push(`${entry.tex} (${form}) converts to something else`);
  }
}
for (const line of wrong) console.error(line);
console.log(`${Object.keys(book).length} formulas, ${wrong.length} wrong`);
process.exit(wrong.length ? 1 : 0);
