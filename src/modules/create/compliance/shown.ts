import type { ComplianceSettings, Jurisdiction, PackFacts, RuleFacts } from './contract.ts'
import type { Pack, Words } from './plain/pack.ts'
import { packs } from './plain/packs/index.ts'

/** The packs as people are shown them: without their cases. */
export function packFacts(
  { jurisdictions, channels }: ComplianceSettings,
  switches: ReadonlyMap<string, NonNullable<RuleFacts['off']>>,
): PackFacts[] {
  const asked = new Set<Jurisdiction>([...jurisdictions, ...channels.flatMap((one) => one.jurisdictions)])
  if (asked.has('DE') || asked.has('FR')) asked.add('EU')
  return packs.map((pack) => ({
    id: pack.id,
    jurisdiction: pack.jurisdiction,
    version: pack.version,
    name: pack.name,
    languages: languagesOf(pack),
    applies: pack.jurisdiction === null || asked.has(pack.jurisdiction),
    rules: pack.rules.map((rule) => ({
      id: rule.id,
      code: rule.code,
      severity: rule.severity,
      confidence: rule.confidence,
      source: rule.source,
      validFrom: rule.validFrom,
      validUntil: rule.validUntil,
      says: rule.says,
      accepts: rule.code === 'missing' ? unique(pack.accepts.flatMap(({ words }) => listed(words))) : [],
      rejects: rule.code === 'unclear' ? unique(listed(pack.rejects)) : unique(listed(rule.words ?? {})),
      off: switches.get(rule.id) ?? null,
    })),
  }))
}

const listed = (words: Words): string[] => Object.values(words).flatMap((list) => list ?? [])
const unique = (words: readonly string[]): string[] => [...new Set(words)]

const languagesOf = ({ accepts, rules }: Pack): string[] =>
  unique([...accepts.map(({ words }) => words), ...rules.map(({ words = {} }) => words)].flatMap(Object.keys))
    .filter((one) => one !== '*')
    .sort()
