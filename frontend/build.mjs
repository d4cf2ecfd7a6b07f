// Compiles styles and scripts into ../static/face. Run by `npm run build`; the result is committed.
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import * as sass from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}../static/face/`;
mkdirSync(out, { recursive: true });

for (const name of ["face", "autocomplete"]) {
  const { css } = sass.compile(`${here}styles/${name}.scss`, {
    style: "compressed", loadPaths: [here], quietDeps: true,
  });
  // Vendor prefixes and duplicate rules go: the supported browsers need neither.
  const small = await esbuild.transform(css, { loader: "css", minify: true, legalComments: "none" });
  writeFileSync(`${out}${name}.css`, small.code);
}

await esbuild.build({
  entryPoints: [`${here}scripts/face.mjs`, `${here}scripts/autocomplete.mjs`],
  outdir: out, entryNames: "[name]", bundle: true, minify: true, format: "esm",
  target: "es2020", legalComments: "none", outExtension: { ".js": ".js" },
});
