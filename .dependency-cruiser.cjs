// Who may see whom (ARCHITECTURE.md). Each zone lists what of ours it may import; $1 is its own name.
// The files at the root of src (main, house, context, config, cli, serve) and networks/registry.ts put the house together and may see all.
const zones = {
  'platform/': ['platform/'],
  'networks/kit/': ['networks/kit/', 'platform/'],
  'networks/(?!kit/)([^/]+)/(?!ui/)': ['networks/$1/(?!ui/)', 'networks/kit/', 'platform/'],
  'networks/([^/]+)/ui/': [
    'networks/$1/(ui/|manifest\\.ts$)',
    'networks/kit/(address|limits|manifest|content|text|thread|check|failure|fields|film|fit|marks)\\.ts$',
    'web/kit/',
  ],
  'app/': ['app/', 'networks/kit/', 'platform/'],
  'modules/([^/]+/[^/]+)/': [
    'modules/$1/',
    'modules/[^/]+/[^/]+/((index|contract)\\.ts$|plain/)',
    'app/',
    'networks/kit/',
    'platform/',
  ],
  'web/': [
    'web/',
    'modules/[^/]+/[^/]+/(contract\\.ts$|plain/)',
    'networks/[^/]+/((manifest|guide)\\.ts$|ui/)',
    'networks/kit/(address|limits|manifest|guide|content|text|thread|check|cost|failure|fields|film|fit)\\.ts$',
    'app/(agent|rights|channel-roles|id)\\.ts$',
  ],
  'web/kit/': ['web/kit/'],
}

const rule = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    // A page that is loaded when it is opened may know the route that opens it.
    rule(
      'no-circles',
      { pathNot: '\\.test\\.tsx?$' },
      { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    ),
    rule(
      'plain-data-stays-plain',
      { path: '^src/(.*/(contract|manifest|guide)|networks/kit/limits)\\.ts$' },
      {
        pathNot:
          '(^node_modules/(zod|tlds|@noble/curves)/|/(contract|manifest)\\.ts$|/plain/|^src/app/(rights|channel-roles|id)\\.ts$|^src/networks/kit/(content|check|failure|hosts|guide)\\.ts$)',
      },
    ),
    // What runs in the browser and on the server alike.
    rule(
      'plain-runs-everywhere',
      { path: '^src/modules/[^/]+/[^/]+/plain/', pathNot: '\\.test\\.ts$' },
      {
        path: '^(src|node)',
        pathNot:
          '(^node_modules/(zod|@noble/curves)/|/plain/|/contract\\.ts$|^src/app/id\\.ts$|^src/networks/kit/(address|limits|manifest|content|text|check)\\.ts$|^src/platform/(civil|clean)\\.ts$)',
      },
    ),
    ...Object.entries(zones).map(([zone, mayImport]) =>
      rule(
        `outside-${zone}`,
        { path: `^src/${zone}`, pathNot: '\\.(test\\.tsx?|fixture\\.ts)$' },
        { path: '^src/', pathNot: `^src/(${mayImport.join('|')})` },
      ),
    ),
    rule(
      'no-tests-in-product',
      {
        path: '^src/',
        pathNot: '(\\.test\\.tsx?$|/samples\\.ts$|\\.fixture\\.ts$|^src/networks/kit/(suite|bed)\\.ts$)',
      },
      { path: '(^test/|\\.test\\.tsx?$)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|test/live/node_modules)' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
}
