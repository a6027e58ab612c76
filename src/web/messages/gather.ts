/** Texts by name; inside are texts or more such trees. */
export type Tree = { [key: string]: Tree | string }

/** The namespaces of one language by name. */
export type Spaces = Record<string, Tree>

/** Needed on every page, so they come with the first load. */
const core = new Set(['kit', 'shell'])

export const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

/** The namespace of a file, `…/en/posts.json`. */
export const spaceOf = (path: string): string => path.replace(/^.*\/|\.json$/g, '')

/**
 * What the frame says of a namespace before any of its pages is opened: names of places and verbs, for rail and palette.
 * They are called `nav`, `title` or stand under `verbs`, at most two steps deep.
 */
export function headOf(tree: Tree, depth = 0): Tree {
  const picked: Tree = {}
  for (const [key, value] of Object.entries(tree)) {
    if (depth === 0 && key === 'verbs') picked[key] = value
    else if (typeof value === 'string' && (key === 'nav' || key === 'title')) picked[key] = value
    else if (isTree(value) && depth < 2 && key !== 'problems') {
      const inner = headOf(value, depth + 1)
      if (Object.keys(inner).length > 0) picked[key] = inner
    }
  }
  return picked
}

/** What every page needs: the core whole, of all others the heads. */
export const firstWords = (spaces: Spaces): Spaces =>
  Object.fromEntries(
    Object.entries(spaces).map(([name, tree]) => [name, core.has(name) ? tree : headOf(tree)]),
  )

export const isCore = (name: string): boolean => core.has(name)

/**
 * Words for the server's error codes, by module and name. Each feature keeps those of its own errors under `problems`;
 * `problems.json` holds what belongs to none.
 */
export function problemWords(spaces: Spaces): Tree {
  const gathered: Tree = {}
  for (const [name, tree] of Object.entries(spaces)) {
    const problems = name === 'problems' ? tree : tree.problems
    if (isTree(problems)) mergeInto(gathered, problems)
  }
  return gathered
}

/**
 * What networks say, each in its own folder (`src/networks/<id>/words`), put where the screen looks for it: manifests' words in
 * the namespace `networks`, those of their own failure codes in `failures.of`, beside the codes that all have (`failures.codes`),
 * where a code that only some networks have words for stands too: another one may mean the same by it. What both would say is said
 * once: these words come with the first page. Those of their guides are in `guides`, which only pictures of their pages ask for.
 */
export function withNetworks(spaces: Spaces, networks: Readonly<Record<string, Tree>>): Spaces {
  const own: Tree = {}
  const codes: Tree = {}
  const told: Record<string, Tree> = {}
  const guides: Tree = {}
  for (const [id, { codes: ofNetwork, guide, ...words }] of Object.entries(networks)) {
    own[id] = words
    if (isTree(guide)) guides[id] = guide
    if (!isTree(ofNetwork)) continue
    told[id] = ofNetwork
    mergeInto(codes, ofNetwork)
  }
  const { codes: common, ...deliveries } = spaces.deliveries ?? {}
  // A code that all networks have keeps the words that it has for all of them.
  mergeInto(codes, isTree(common) ? common : {})
  const of: Tree = {}
  for (const [id, words] of Object.entries(told)) {
    const apart = Object.entries(words).filter(([code, text]) => codes[code] !== text)
    if (apart.length > 0) of[id] = Object.fromEntries(apart)
  }
  return { ...spaces, networks: own, deliveries, failures: { codes, of }, guides: { ...spaces.guides, of: guides } }
}

/** The namespaces that are made of several files. */
export const gatheredSpaces: readonly string[] = ['networks', 'deliveries', 'failures', 'guides']

function mergeInto(into: Tree, more: Tree): void {
  for (const [key, value] of Object.entries(more)) {
    const known = into[key]
    if (isTree(known) && isTree(value)) mergeInto(known, value)
    else into[key] = isTree(value) ? { ...value } : value
  }
}
