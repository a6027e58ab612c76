import type { Manifest } from '../../../networks/kit/manifest.ts'
import type { UsedBy } from '../choice/index.ts'
import type { Finding, Gap } from './contract.ts'

type PersonaWords = { id: string; name: string; texts: readonly string[] }
const dayMs = 86_400_000
const silentDays = 45

/**
 * Where the audience is and we are not. What personas say is taken at its word: a network that one of them names. Else what is
 * known of the audiences of networks: where at least a quarter of a persona's people are, by the lower end of what is known.
 */
export function gapsOf(
  manifests: readonly Pick<Manifest, 'id' | 'name' | 'presence'>[],
  findings: readonly Finding[],
  { personas, used }: { personas: readonly PersonaWords[]; used: readonly UsedBy[] },
  now: Date,
): Gap[] {
  const here = new Set(findings.map(({ network }) => network.toLowerCase()))
  const absent = manifests.filter(
    ({ id, name }) => !here.has(id.toLowerCase()) && !here.has(name.toLowerCase()),
  )
  const elsewhere = absent.flatMap(({ id, name }): Gap[] => {
    const who = personas.filter(({ texts }) => texts.some((text) => names(text, name)))
    if (who.length === 0) return []
    const facts = {
      personas: who
        .map((one) => one.name)
        .join(', ')
        .slice(0, 500),
      count: who.length,
    }
    return [{ kind: 'audience_elsewhere', network: id, facts }]
  })
  const named = new Set(elsewhere.map(({ network }) => network))
  const byFigures = usedWhere(
    used.filter(
      ({ network, name }) =>
        !named.has(network) && !here.has(network.toLowerCase()) && !here.has(name.toLowerCase()),
    ),
  )
  for (const { network } of byFigures) named.add(network)
  const without = absent
    .filter(({ id, presence }) => presence && !named.has(id))
    .map(({ id }): Gap => ({ kind: 'no_account', network: id, facts: {} }))
  const silent = findings.flatMap(({ network, handle, lastPostAt }): Gap[] => {
    const days = lastPostAt ? Math.floor((now.getTime() - Date.parse(lastPostAt)) / dayMs) : 0
    return days > silentDays ? [{ kind: 'silent', network, facts: { handle, days } }] : []
  })
  return [...elsewhere, ...byFigures, ...without, ...silent]
}

/** Surely so many of a persona's people; under it a network is one of many. */
const leastShare = 0.25

/** Networks with many of our people, the one with most first; each is said once, with its personas. */
function usedWhere(used: readonly UsedBy[]): Gap[] {
  const many = used.filter(({ reach }) => reach.low >= leastShare)
  return [...Map.groupBy(many, ({ network }) => network)]
    .map(([network, who]) => ({ network, who: who.sort((a, b) => b.reach.low - a.reach.low) }))
    .sort((a, b) => (b.who[0]?.reach.low ?? 0) - (a.who[0]?.reach.low ?? 0))
    .map(({ network, who }): Gap => {
      const personas = who.map(({ persona }) => persona).join(', ')
      const percent = Math.floor((who[0]?.reach.low ?? 0) * 100)
      const facts = {
        personas: personas.slice(0, 500),
        count: who.length,
        percent,
        name: who[0]?.name ?? network,
      }
      return { kind: 'audience_by_figures', network, facts }
    })
}

/** Whether a text has a name as a word of its own. Scripts without spaces have no borders to look for. */
function names(text: string, name: string): boolean {
  const [inside, wanted] = [` ${text.toLowerCase()} `, name.toLowerCase()]
  for (let at = inside.indexOf(wanted); at >= 0; at = inside.indexOf(wanted, at + 1)) {
    const [before = '', after = ''] = [inside[at - 1], inside[at + wanted.length]]
    if (!/[a-z0-9]/.test(before) && !/[a-z0-9]/.test(after)) return true
  }
  return false
}
