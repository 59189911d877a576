// Opens the pages of a review in Chromium, without a network: do they load whole, fold by keyboard, fit a phone, and pass
// axe's rules, in light and in dark? Usage: node check.mjs FOLDER CHROMIUM. FOLDER has pages/ and node_modules/, and gets a
// screenshot of each page.

import { createRequire } from "node:module";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, executablePath] = process.argv.slice(2).map((path) => resolve(path));
const pages = join(folder, "pages");
const require = createRequire(join(folder, "modules.cjs"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const WIDTHS = { phone: 380, desk: 1280 };
const problems = [];

async function judge(page, name, look, size) {
  const label = `${name}, ${look}, ${size}`;
  const wrong = (text) => problems.push(`${label}: ${text}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) wrong(`scrolls sideways by ${wide} px`);
  for (const rule of await violations(page)) wrong(rule);
  await page.screenshot({ path: join(folder, `${name}-${look}-${size}.png`), fullPage: true });
}

async function violations(page) {
  const found = await page.evaluate(() => window.axe.run(document));
  return found.violations.map((rule) => `axe ${rule.id}: ${rule.help} (${rule.nodes.map((node) => node.target).join("; ")})`);
}

async function folds(page, name) {
  const wrong = (text) => problems.push(`${name}: ${text}`);
  const summaries = page.locator("summary");
  for (let index = 0; index < (await summaries.count()); index += 1) {
    const summary = summaries.nth(index);
    const isOpen = () => summary.evaluate((node) => node.parentElement.open);
    const before = await isOpen();
    await summary.focus();
    await page.keyboard.press("Enter");
    if ((await isOpen()) === before) wrong(`fold ${index} does not move by Enter`);
    await page.keyboard.press("Enter");
    if ((await isOpen()) !== before) wrong(`fold ${index} does not move back`);
  }
  return summaries.count();
}

async function tabbed(page) {
  const reached = new Set();
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press("Tab");
    const index = await page.evaluate(() => [...document.querySelectorAll("a, summary, [tabindex]")].indexOf(document.activeElement));
    if (index < 0 || reached.has(index)) break;
    reached.add(index);
  }
  return reached.size;
}

async function open(context, name, requests) {
  const page = await context.newPage();
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => problems.push(`${name}: ${error.message}`));
  const url = pathToFileURL(join(pages, `${name}.html`)).href;
  await page.goto(url);
  if (requests.some((one) => one !== url)) problems.push(`${name}: asks for ${requests.filter((one) => one !== url)}`);
  return page;
}

const profile = mkdtempSync(join(tmpdir(), "review-page-"));
const names = readdirSync(pages).filter((file) => file.endsWith(".html")).map((file) => file.slice(0, -5)).sort();
let folded = 0;
let reachable = 0;
try {
  for (const look of ["light", "dark"]) {
    for (const [size, width] of Object.entries(WIDTHS)) {
      // the page forbids scripts, and axe is one
      const context = await chromium.launchPersistentContext(join(profile, `${look}-${size}`), {
        executablePath, headless: true, args: FLAGS, colorScheme: look, viewport: { width, height: 900 }, offline: false, bypassCSP: true,
      });
      for (const name of names) {
        const requests = [];
        const page = await open(context, name, requests);
        folded += await folds(page, `${name}, ${look}, ${size}`);
        await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex"); });
        reachable += await tabbed(page);
        await page.evaluate(axe);
        await judge(page, name, look, size);
        await page.evaluate(() => document.querySelectorAll("details").forEach((node) => { node.open = true; }));
        await judge(page, `${name}-open`, look, size);
        await page.close();
      }
      await context.close();
    }
  }
} finally {
  rmSync(profile, { recursive: true, force: true });
}
console.log(`${names.length} pages × 2 looks × 2 widths: ${folded} folds moved by Enter, ${reachable} stops of Tab, ${problems.length} problems`);
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 || names.length === 0 || folded === 0 ? 1 : 0);
