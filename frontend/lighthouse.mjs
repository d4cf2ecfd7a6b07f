// Measures pages of a running portal with Lighthouse. Not part of the build:
//   npm install --no-save lighthouse chrome-launcher
//   npm run lighthouse -- http://localhost:8000/en/ http://localhost:8000/en/track/
// Fails under 100 for accessibility or best practices, under 95 for performance.
import { writeFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const floor = { performance: 95, accessibility: 100, "best-practices": 100 };
const addresses = process.argv.slice(2);
const chrome = await launch({
  chromePath: process.env.PORTAL_CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"],
});

let failed = addresses.length === 0;
for (const address of addresses) {
  const { lhr } = await lighthouse(address, {
    port: chrome.port, onlyCategories: Object.keys(floor), logLevel: "error",
  });
  const scores = Object.fromEntries(
    Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]),
  );
  console.log(address, JSON.stringify(scores));
  for (const [name, least] of Object.entries(floor)) {
    if (scores[name] >= least) continue;
    failed = true;
    for (const { id } of lhr.categories[name].auditRefs) {
      const audit = lhr.audits[id];
      if (audit.score !== null && audit.score < 0.9) console.log(`  ${id}: ${audit.title} ${audit.displayValue ?? ""}`);
    }
  }
  if (process.env.LIGHTHOUSE_REPORT) writeFileSync(process.env.LIGHTHOUSE_REPORT, JSON.stringify(lhr));
}
await chrome.kill();
process.exit(failed ? 1 : 0);
