import type { Companion } from '../../../modules/create/company/contract.ts'
import { useChannels } from '../../api/channels.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { useWords } from '../../kit/words.ts'
import { type Place, useCompany } from './use-company.ts'

const most = 4

/** Who else has this post open, and where in it they are. */
export default function CompanyBar(place: Place) {
  const t = useWords('together')
  const company = useCompany(place)
  return (
    <div role="status" className="empty:hidden">
      {company.length > 0 && (
        <ul
          aria-label={t('company.title')}
          className="flex flex-col gap-1 rounded-lg bg-info-soft px-3 py-2 text-sm text-info"
        >
          {company.slice(0, most).map((one) => (
            <li key={one.id} className="flex items-center gap-2">
              <Avatar name={one.name} size="small" />
              <span className="min-w-0 break-words">
                <Where companion={one} />
              </span>
            </li>
          ))}
          {company.length > most && <li>{t('company.more', { count: company.length - most })}</li>}
        </ul>
      )}
    </div>
  )
}

function Where({ companion: { name, channelId, elsewhere, writes } }: { companion: Companion }) {
  const t = useWords('together')
  const channel = useChannels()?.get(channelId ?? '')
  if (!writes) return t('company.reads', { name })
  if (elsewhere) return t('company.writesElsewhere', { name })
  if (channelId === null) return t('company.writesIdea', { name })
  return t('company.writesVariant', {
    name,
    channel: channel ? `${channel.name} (${channel.face.name})` : '–',
  })
}
