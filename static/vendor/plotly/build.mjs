// Called by build.sh, in a scratch directory with node_modules beside it.
import { build } from 'esbuild'
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const out = process.argv[2]
const plotly = join('node_modules', 'plotly.js')
const { version } = JSON.parse(readFileSync(join(plotly, 'package.json')))

// core carries scatter; the rest is named. The published basic and cartesian bundles have no sankey,
// and plotly.js draws nothing, without an error, for a trace it does not have.
const entry = `
  'use strict'
  const Plotly = require('plotly.js/lib/core')
  Plotly.register([
    require('plotly.js/lib/bar'),
    require('plotly.js/lib/sankey'),
    require('plotly.js/lib/treemap'),
    require('plotly.js/lib/locales/nl'),
  ])
  module.exports = Plotly
`

const result = await build({
  stdin: { contents: entry, resolveDir: process.cwd(), sourcefile: 'entry.js' },
  outfile: 'plotly-oekrainesteun.min.js',
  bundle: true,
  minify: true,
  sourcemap: false,
  write: false,
  metafile: true,
  format: 'iife',
  globalName: 'Plotly',
  charset: 'ascii', // no dependence on the charset the file is served with
  legalComments: 'none', // they are in THIRD-PARTY-LICENSES.txt
  banner: {
    js: `/*! plotly.js ${version}, own bundle: bar, scatter, sankey, treemap, locale nl. MIT licence, Copyright Plotly, Inc. See LICENSE and THIRD-PARTY-LICENSES.txt */`,
  },
  target: 'es2018',
  define: { global: 'window', 'define.amd': 'false' }, // as plotly.js builds itself
  loader: { '.css': 'empty' }, // the stylesheet of its maps, which we do not have
  logLevel: 'warning',
})

const code = result.outputFiles.find((file) => file.path.endsWith('.js')).text
const forbidden = [/\bnew Function\b/, /[^.\w$]eval\(/, /[^.\w$]Function\(/, /sourceMappingURL/]
for (const pattern of forbidden) {
  if (pattern.test(code)) throw new Error(`the bundle holds ${pattern}: a strict Content-Security-Policy would break it`)
}
writeFileSync(join(out, 'plotly-oekrainesteun.min.js'), code)

// plotly.css: the rules that plotly.js would inject from a script. Upstream publishes them as dist/plotly.css;
// build/plotcss.js is what it injects. We run the latter and insist that the two are the same.
const injected = []
const Lib = { addStyleRule: (selector, body) => injected.push(`${selector}{${body.replace(/;$/, '')}}`) }
new Function('require', readFileSync(join(plotly, 'build', 'plotcss.js'), 'utf8'))(() => Lib)
const published = readFileSync(join(plotly, 'dist', 'plotly.css'), 'utf8')
if (injected.join('') !== published.trim()) throw new Error('dist/plotly.css is not what plotly.js injects')
writeFileSync(
  join(out, 'plotly.css'),
  `/* plotly.js ${version}: the rules its script would inject (MIT licence, see LICENSE). Made by build.sh. */\n${injected.join('\n')}\n`,
)

copyFileSync(join(plotly, 'LICENSE'), join(out, 'LICENSE'))

// The licences of what ended up inside the bundle, and of nothing else.
const names = new Set()
for (const { inputs } of Object.values(result.metafile.outputs)) {
  for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
    const at = path.lastIndexOf('node_modules/')
    if (at < 0 || bytesInOutput === 0 || path.endsWith('.css')) continue
    names.add(path.slice(0, at) + path.slice(at).match(/^node_modules\/(?:@[^/]+\/)?[^/]+/)[0])
  }
}
const notices = [...names].sort().filter((folder) => folder !== 'node_modules/plotly.js').map((folder) => {
  const about = JSON.parse(readFileSync(join(folder, 'package.json')))
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying)/i.test(name)).sort()
  const author = (about.author?.name ?? about.author ?? 'its authors').replace(/ <.*/, '')
  const text = files.length
    ? files.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n')
    : `The package holds no licence file. Its package.json names: ${about.license ?? JSON.stringify(about.licenses)}, by ${author}.`
  return `${'='.repeat(80)}\n${about.name} ${about.version}\n${'='.repeat(80)}\n\n${text.replace(/\r/g, '')}\n`
})
writeFileSync(
  join(out, 'THIRD-PARTY-LICENSES.txt'),
  `plotly-oekrainesteun.min.js holds, besides plotly.js (see LICENSE), these packages.\n\n${notices.join('\n')}`,
)
