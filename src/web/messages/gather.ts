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
    Object.entries(spaces)
      .filter(([name]) => !isFailureSpace(name))
      .map(([name, tree]) => [name, core.has(name) ? tree : headOf(tree)]),
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
 * the namespace `networks`, words of guides in `guides`, which only pictures of their pages ask for. The failure codes that all
 * networks have (`deliveries.codes`) are in `failures`; those that only some have in a namespace of each (`failureSpace`), and all
 * together in `networkFailures`, for a network that has no words of its own for one.
 */
export function withNetworks(spaces: Spaces, networks: Readonly<Record<string, Tree>>): Spaces {
  const own: Tree = {}
  const guides: Tree = {}
  const told: Record<string, Tree> = {}
  for (const [id, { codes, guide, ...words }] of Object.entries(networks)) {
    own[id] = words
    if (isTree(guide)) guides[id] = guide
    if (isTree(codes)) told[id] = codes
  }
  const { codes = {}, ...deliveries } = spaces.deliveries ?? {}
  return {
    ...spaces,
    ...{ networks: own, deliveries, failures: { codes } },
    ...failuresOf(told, isTree(codes) ? codes : {}),
    guides: { ...spaces.guides, of: guides },
  }
}

const ofNetwork = 'failuresOf_'

/** The namespace in which a network says what fails there alone. */
export const failureSpace = (network: string): string => ofNetwork + network

export const isFailureSpace = (name: string): boolean => name.startsWith(ofNetwork)

function failuresOf(told: Readonly<Record<string, Tree>>, common: Tree): Spaces {
  const spaces: Spaces = {}
  const networkFailures: Tree = {}
  for (const [id, words] of Object.entries(told)) {
    const own = Object.entries(words).filter(([code]) => !(code in common))
    spaces[failureSpace(id)] = Object.fromEntries(own)
    for (const [code, text] of own) networkFailures[code] ??= text
  }
  return { ...spaces, networkFailures }
}

/** The namespaces that are made of several files, but for those of single networks. */
export const gatheredSpaces: readonly string[] = Object.keys(withNetworks({}, {}))

function mergeInto(into: Tree, more: Tree): void {
  for (const [key, value] of Object.entries(more)) {
    const known = into[key]
    if (isTree(known) && isTree(value)) mergeInto(known, value)
    else into[key] = isTree(value) ? { ...value } : value
  }
}
