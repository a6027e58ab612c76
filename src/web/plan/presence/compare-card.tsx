import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import type { SeenProfile, SuspectDetail } from '../../../modules/plan/presence/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'

type Side = {
  handle: string
  name: string
  url: string | null
  pictureUrl: string | null
  profile: SeenProfile | null
}

/** The suspect beside the account of ours that it resembles, line by line. */
export function CompareCard({ suspect }: { suspect: SuspectDetail }) {
  const t = useWords('presence')
  const { day, number } = useFormats()
  const sides: (Side | null)[] = [suspect, suspect.ours]
  const row = (name: string, value: (side: Side) => ReactNode) => ({
    name,
    cells: sides.map((side) => side && value(side)),
  })
  const rows = [
    row(t('name'), ({ name }) => name),
    row(t('handle'), ({ handle, url }) => <Handle handle={handle} url={url} />),
    row(t('bio'), ({ profile }) => profile?.bio ?? ''),
    row(t('created'), ({ profile }) => (profile?.createdAt ? day(profile.createdAt) : '')),
    row(t('followers'), ({ profile }) => number(profile?.followers ?? null)),
    row(t('posts'), ({ profile }) => number(profile?.posts ?? null)),
    row(t('links'), ({ profile }) => profile?.links.join('\n') ?? ''),
    row(t('proven'), ({ profile }) => profile?.proven.join('\n') ?? ''),
    row(t('firstSeen'), (side) => (side === suspect ? day(suspect.firstSeenAt) : '')),
  ]
  return (
    <Card title={t('compare')}>
      <div className="overflow-x-auto">
        <table className="w-full table-fixed border-collapse text-base">
          <caption className="sr-only">{t('compare')}</caption>
          <colgroup>
            <col className="w-24" />
            <col />
            <col />
          </colgroup>
          <thead>
            <tr className="border-b border-line text-left text-sm text-muted">
              <th scope="col" className="py-2 pr-3 font-medium">
                <span className="sr-only">{t('checks')}</span>
              </th>
              <th scope="col" className="py-2 pr-3 font-medium">
                {t('theirs')}
              </th>
              <th scope="col" className="py-2 font-medium">
                {t('ours')}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr className="border-b border-line">
              <th scope="row" className="py-2 pr-3 text-left align-top text-sm font-medium text-muted">
                {t('parts.avatar')}
              </th>
              {sides.map((side, n) => (
                <td key={n === 0 ? 'theirs' : 'ours'} className="py-2 pr-3 align-top">
                  {side?.pictureUrl ? (
                    <img
                      src={side.pictureUrl}
                      alt={side.name}
                      className="size-20 rounded-lg border border-line object-cover"
                    />
                  ) : (
                    '–'
                  )}
                </td>
              ))}
            </tr>
            {rows.map(({ name, cells }) => (
              <tr key={name} className="border-b border-line last:border-0">
                <th scope="row" className="py-2 pr-3 text-left align-top text-sm font-medium text-muted">
                  {name}
                </th>
                {cells.map((cell, n) => (
                  <td
                    key={n === 0 ? 'theirs' : 'ours'}
                    className="py-2 pr-3 align-top break-words whitespace-pre-line"
                  >
                    {cell || '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

function Handle({ handle, url }: { handle: string; url: string | null }) {
  if (!url || !/^https?:\/\//.test(url)) return <span className="break-all">{handle}</span>
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" className="break-all text-accent underline">
      {handle} <ExternalLink aria-hidden className="inline size-3.5" />
    </a>
  )
}
