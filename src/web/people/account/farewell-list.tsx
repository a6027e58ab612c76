import type { Farewell } from '../../../modules/people/erasure/contract.ts'
import { useWords } from '../../kit/words.ts'

/** What goes with an account and what stays, in sentences; what is not there is not told. */
export function FarewellList({ farewell }: { farewell: Farewell }) {
  const t = useWords('people')
  const { leaves, closing, organisations, posts, drafts, keys, invitations, auditRows } = farewell
  const passedOn = organisations.flatMap(({ name, heir }) => (heir ? [{ name, heir }] : []))
  const gone = organisations.filter(({ heir }) => heir === null)
  const goes = [
    t('farewell.self'),
    leaves.length > 0 && t('farewell.leaves', { names: leaves.map(({ name }) => name).join(', ') }),
    drafts > 0 && t('farewell.drafts', { count: drafts }),
    keys > 0 && t('farewell.keys', { count: keys }),
    invitations > 0 && t('farewell.invitations', { count: invitations }),
    ...gone.map(({ name }) => t('farewell.noHeir', { name })),
    ...closing.map(({ name }) => t('farewell.closing', { name })),
  ]
  const stays = [
    posts > 0 && t('farewell.posts', { count: posts }),
    auditRows > 0 && t('farewell.auditRows', { count: auditRows }),
    ...passedOn.map((organisation) => t('farewell.heir', organisation)),
    t('farewell.nothing'),
  ]
  return (
    <div className="flex flex-col gap-3">
      <Lines title={t('farewell.goes')} lines={goes} />
      <Lines title={t('farewell.stays')} lines={stays} />
    </div>
  )
}

const Lines = ({ title, lines }: { title: string; lines: (string | false)[] }) => (
  <div>
    <h3 className="mb-1 text-sm font-medium">{title}</h3>
    <ul className="list-disc pl-5 text-muted">
      {lines.filter(Boolean).map((line) => (
        <li key={String(line)}>{line}</li>
      ))}
    </ul>
  </div>
)
