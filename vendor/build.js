// Makes api/static/vendor: the bundles, the licences of what is in them, and the checksums of all.

import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = fileURLToPath(new URL("../api/static/vendor/", import.meta.url));

const bundles = ["codemirror.js", "cytoscape.js", "fcose.js"];

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: bundles,
  outdir: target,
  bundle: true,
  format: "esm",
  legalComments: "none",
  metafile: true,
  minify: true,
  target: "es2022",
});

await writeFile(target + "LICENSES.txt", await licences(Object.keys(metafile.inputs)));
await writeFile(target + "SHA256SUMS", await checksums("LICENSES.txt", ...bundles));

/** Return name, version and licence of every package that a file of the bundle comes from. */
async function licences(files) {
  const found = files.map((file) => file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]);
  const names = [...new Set(found.filter(Boolean))].sort();
  const parts = names.map(async (name) => {
    const folder = `${here}node_modules/${name}/`;
    const { version, license } = JSON.parse(await readFile(folder + "package.json", "utf8"));
    return `${name} ${version} (${license})\n\n${(await readFile(folder + "LICENSE", "utf8")).trim()}\n`;
  });
  return (await Promise.all(parts)).join(`\n${"-".repeat(80)}\n\n`);
}

async function checksums(...names) {
  const lines = names.map(async (name) => {
    const sum = createHash("sha256").update(await readFile(target + name)).digest("hex");
    return `${sum}  ${name}\n`;
  });
  return (await Promise.all(lines)).join("");
}
