import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from '../posts/composer-context.ts'
import { usePurposes } from '../posts/use-desk.ts'
import { TagButton } from './tag-button.tsx'
import type { PanelProps } from './tools.tsx'
import { askHashtags } from './use-offers.ts'

const mostUsed = 24

/** Sets whole or tag by tag, those of the campaign, and what was used most with how it did. */
export default function HashtagPanel({ onChoose }: PanelProps) {
  const t = useWords('writing')
  const known = useQuery(askHashtags())
  const { writing } = useComposing()
  const { campaigns } = usePurposes()
  const campaign = campaigns.find(({ id }) => id === writing.campaignId)
  if (known.isError) return <ErrorState words={t('hashtags.failed')} onRetry={() => void known.refetch()} />
  if (!known.data) return <SkeletonRows rows={3} />
  const { sets, used } = known.data
  const all = [
    ...(campaign && campaign.hashtags.length > 0
      ? [{ id: campaign.id, name: campaign.name, tags: campaign.hashtags }]
      : []),
    ...sets,
  ]
  const add = (tags: readonly string[], stay: boolean) =>
    onChoose(`${tags.map((tag) => `#${tag}`).join(' ')} `, { stay })
  return (
    <div className="flex max-h-96 flex-col gap-3">
      {all.length + used.length === 0 && <p className="text-sm text-muted">{t('hashtags.emptyPanel')}</p>}
      {all.map(({ id, name, tags }) => (
        <section key={id} className="flex flex-col gap-1">
          <span className="flex items-center justify-between gap-2">
            <h3 className="min-w-0 truncate text-sm font-semibold">{name}</h3>
            <button
              type="button"
              className="shrink-0 text-sm font-semibold text-accent hover:underline"
              onClick={() => add(tags, false)}
            >
              {t('hashtags.addAll', { count: tags.length })}
            </button>
          </span>
          <ul className="flex flex-wrap gap-1">
            {tags.map((tag) => (
              <li key={tag}>
                <TagButton tag={tag} use={findUse(used, tag)} onPress={() => add([tag], true)} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {used.length > 0 && (
        <section className="flex flex-col gap-1">
          <h3 className="text-sm font-semibold">{t('hashtags.used')}</h3>
          <ul className="flex flex-wrap gap-1">
            {used.slice(0, mostUsed).map((use) => (
              <li key={use.tag}>
                <TagButton tag={use.tag} use={use} onPress={() => add([use.tag], true)} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Link to={'/words?tab=hashtags' as never} className="text-sm font-semibold text-accent hover:underline">
        {t('hashtags.manage')}
      </Link>
    </div>
  )
}

export const findUse = <U extends { tag: string }>(used: readonly U[], tag: string): U | undefined =>
  used.find((one) => one.tag.toLowerCase() === tag.toLowerCase())
