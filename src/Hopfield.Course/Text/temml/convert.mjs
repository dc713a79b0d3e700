// Reads a list of {tex, display} from standard input; writes a list of {mathML} or {error} in the same order.
import temml from "temml";
import { readFileSync } from "node:fs";

const formulas = JSON.parse(readFileSync(0, "utf8"));
const converted = formulas.map(({ tex, display }) => {
  try {
    return { mathML: temml.renderToString(tex, { displayMode: display, throwOnError: true, strict: true }) };
  } catch (error) {
    return { error: error.message.split("\n")[0].trim() };
  }
});
process.stdout.write(JSON.stringify(converted));
