// Compiles styles and scripts into ../static/face. Run by `npm run build`; the result is committed.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
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

// A test compares this with the sources: what is committed was built from what is committed.
const sources = ["styles", "scripts"]
  .flatMap((folder) => readdirSync(`${here}${folder}`).map((name) => `${folder}/${name}`))
  .concat("build.mjs", "package-lock.json")
  .sort();
const lines = sources.map((name) => {
  const digest = createHash("sha256").update(readFileSync(`${here}${name}`)).digest("hex");
  return `${digest}  ${name}\n`;
});
writeFileSync(`${out}sources.sha256`, lines.join(""));
