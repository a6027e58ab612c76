import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { PostCategory } from '../../../modules/create/posts/contract.ts'
import { Series, type SeriesBody } from '../../../modules/create/series/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { useGo } from '../../kit/route.ts'
import { NativeSelect } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ChannelChecks } from './channel-checks.tsx'
import { FromField } from './from-field.tsx'
import { RuleFields } from './rule-fields.tsx'
import { emptySeed, textOf, withChannels, withText } from './seed.ts'

type Item = SeriesBody['items'][number]
const touches = ['series', 'posts'] as const

/** What was typed stays where it is when saving fails: nothing but a saved answer replaces it. */
export function SeriesForm({ series, draft: given }: { series: Series | null; draft: SeriesBody }) {
  const t = useWords('bulk')
  const go = useGo()
  const [draft, setDraft] = useState<SeriesBody>(given)
  const [from, setFrom] = useState<string | null>(null)
  const change = (some: Partial<SeriesBody>) => setDraft((now) => ({ ...now, ...some }))
  const body = () => ({
    ...draft,
    items: draft.items.map(({ id, post, wordings, state }) => ({ ...(id && { id }), post, wordings, state })),
  })
  const save = useWrite(
    () =>
      series
        ? api.put(path`/series/${series.id}`, {
            body: { ...body(), version: series.version, ...(from && { from }) },
            schema: Series,
          })
        : api.post('/series', { body: body(), schema: Series }),
    {
      touches,
      onSuccess: ({ id }) => {
        toast(t('saved'))
        go(`/bulk/series/${id}`)
      },
    },
  )
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined)
      }}
    >
      {series?.words && t.has(`series.trouble.${series.words}` as 'series.trouble.all_rest') && (
        <Alert tone="warn">{t(`series.trouble.${series.words}` as 'series.trouble.all_rest')}</Alert>
      )}
      <Card title={t('series.how')}>
        <div className="flex flex-col gap-4">
          <Field label={t('name')} required>
            <Input
              value={draft.name}
              maxLength={120}
              required
              onChange={({ target }) => change({ name: target.value })}
            />
          </Field>
          <RuleFields draft={draft} onChange={change} />
          <Bounds draft={draft} onChange={change} />
        </div>
      </Card>
      {draft.items.map((item, place) => (
        <ItemCard
          key={item.id ?? `new ${place}`}
          item={item}
          place={place}
          kind={draft.kind}
          known={series?.items.find(({ id }) => id === item.id) ?? null}
          onChange={(next) => change({ items: draft.items.map((one, n) => (n === place ? next : one)) })}
          onRemove={
            draft.items.length > 1
              ? () => change({ items: draft.items.filter((_, n) => n !== place) })
              : undefined
          }
        />
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" busy={save.isPending}>
          {series ? (from ? t('series.saveFrom') : t('series.saveAll')) : t('save')}
        </Button>
        {draft.kind === 'evergreen' && (
          <Button
            icon={Plus}
            onClick={() =>
              change({
                items: [
                  ...draft.items,
                  {
                    post: withChannels(
                      emptySeed(),
                      draft.items[0]?.post.variants.map(({ channelId }) => channelId) ?? [],
                    ),
                    wordings: [],
                    state: 'active',
                  },
                ],
              })
            }
          >
            {t('series.addPost')}
          </Button>
        )}
        {series && series.rule !== null && <FromField series={series} from={from} onChange={setFrom} />}
      </div>
    </form>
  )
}

type BoundsProps = { draft: SeriesBody; onChange: (some: Partial<SeriesBody>) => void }
const numberOf = (text: string): number | null => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : null)

/** What is made, how far ahead, and when a post has no more turns. */
function Bounds({ draft, onChange }: BoundsProps) {
  const t = useWords('bulk')
  const may = useMay()
  const isQueue = draft.kind === 'evergreen'
  const whole = (label: string, value: number | null, keep: (value: number | null) => void) => (
    <Field label={label}>
      <Input
        inputMode="numeric"
        value={value === null ? '' : String(value)}
        onChange={({ target }) => keep(numberOf(target.value))}
      />
    </Field>
  )
  return (
    <div className="grid items-end gap-4 sm:grid-cols-2">
      <Field label={t('publish')}>
        <NativeSelect
          value={draft.publish}
          onChange={({ target }) => onChange({ publish: target.value as SeriesBody['publish'] })}
        >
          {(['draft', 'proposed', 'scheduled'] as const)
            .filter((one) => one !== 'scheduled' || may('post.publish'))
            .map((one) => (
              <option key={one} value={one}>
                {t(`publishes.${one}`)}
              </option>
            ))}
        </NativeSelect>
      </Field>
      {whole(t('series.horizon'), draft.horizonDays, (value) =>
        onChange({ horizonDays: Math.min(90, Math.max(1, value ?? 28)) }),
      )}
      {isQueue && whole(t('series.rest'), draft.restDays, (value) => onChange({ restDays: value ?? 0 }))}
      {isQueue && whole(t('series.turnsMost'), draft.turnsMost, (turnsMost) => onChange({ turnsMost }))}
      {isQueue &&
        whole(
          t('series.fallsBelow'),
          draft.fallsBelow === null ? null : Math.round(draft.fallsBelow * 100),
          (value) => onChange({ fallsBelow: value && value < 100 ? value / 100 : null }),
        )}
    </div>
  )
}

type ItemProps = {
  item: Item
  place: number
  kind: SeriesBody['kind']
  known: Series['items'][number] | null
  onChange: (item: Item) => void
  onRemove: (() => void) | undefined
}

/** One post of the series; what a form cannot show of it (pictures, polls, words of single channels) stays as it is. */
function ItemCard({ item, place, kind, known, onChange, onRemove }: ItemProps) {
  const t = useWords('bulk')
  const [wordings, setWordings] = useState(item.wordings.join('\n\n'))
  const seed = (post: Item['post']) => onChange({ ...item, post })
  return (
    <Card
      title={kind === 'evergreen' ? t('series.postN', { place: place + 1 }) : t('series.post')}
      help={known ? t('series.turns', { count: known.turns }) : undefined}
      actions={
        onRemove && (
          <IconButton icon={Trash2} label={t('series.removePost', { place: place + 1 })} onClick={onRemove} />
        )
      }
    >
      <div className="flex flex-col gap-4">
        {known?.stopped && (
          <Alert tone="warn">{t(`series.stopped.${known.stopped as 'fell' | 'turns' | 'identical'}`)}</Alert>
        )}
        <Field label={t('text')} required>
          <Textarea
            rows={4}
            value={textOf(item.post)}
            onChange={({ target }) => seed(withText(item.post, target.value))}
          />
        </Field>
        {kind === 'evergreen' && (
          <Field label={t('series.wordings')}>
            <Textarea
              value={wordings}
              onChange={({ target }) => {
                setWordings(target.value)
                const parts = target.value.split(/\n{2,}/).map((one) => one.trim())
                onChange({ ...item, wordings: parts.filter(Boolean) })
              }}
            />
          </Field>
        )}
        <ChannelChecks
          label={t('channels')}
          chosen={item.post.variants.map(({ channelId }) => channelId)}
          onChange={(channelIds) => seed(withChannels(item.post, channelIds))}
        />
        <Field label={t('category')}>
          <NativeSelect
            value={item.post.category ?? ''}
            onChange={({ target }) =>
              seed({
                ...item.post,
                category: PostCategory.options.find((one) => one === target.value) ?? null,
              })
            }
          >
            <option value="">{t('none')}</option>
            <Categories />
          </NativeSelect>
        </Field>
      </div>
    </Card>
  )
}

export function Categories() {
  const t = useWords('bulk')
  return PostCategory.options.map((one) => (
    <option key={one} value={one}>
      {t(`categories.${one}`)}
    </option>
  ))
}
