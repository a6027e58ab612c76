import { useState } from 'react'
import { PostCategory } from '../../../modules/create/posts/contract.ts'
import {
  PreviewAnswer,
  Source,
  type SourceBody,
  SourceRules,
} from '../../../modules/create/sources/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { NativeSelect } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ChannelChecks } from './channel-checks.tsx'
import { Categories } from './series-form.tsx'

type Props = { source: Source | null; onClose: () => void }

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

/** A feed, which of its entries are taken, and what is made of them. */
export default function FeedForm({ source, onClose }: Props) {
  const t = useWords('bulk')
  const may = useMay()
  const [body, setBody] = useState<SourceBody>(
    source ?? { name: '', url: '', publish: 'draft', rules: SourceRules.parse({}) },
  )
  const [words, setWords] = useState({
    include: body.rules.include.join(', '),
    exclude: body.rules.exclude.join(', '),
  })
  const change = (some: Partial<SourceBody>) => setBody((now) => ({ ...now, ...some }))
  const rule = (some: Partial<SourceRules>) =>
    setBody((now) => ({ ...now, rules: { ...now.rules, ...some } }))
  const sent = () => ({
    ...{ name: body.name, url: body.url.trim(), publish: body.publish },
    rules: { ...body.rules, include: listOf(words.include), exclude: listOf(words.exclude) },
  })
  const save = useWrite(
    () =>
      source
        ? api.put(path`/post-sources/${source.id}`, {
            body: { ...sent(), version: source.version },
            schema: Source,
          })
        : api.post('/post-sources', { body: sent(), schema: Source }),
    {
      touches: ['sources'],
      onSuccess: () => {
        toast(t('saved'))
        onClose()
      },
    },
  )
  const look = useWrite(
    () =>
      api.post('/post-sources/preview', {
        body: { url: sent().url, rules: sent().rules },
        schema: PreviewAnswer,
      }),
    { touches: [] },
  )
  return (
    <Sheet
      open
      onClose={onClose}
      title={source ? source.name || source.url : t('feeds.add')}
      actions={
        <>
          <Button busy={look.isPending} disabled={!body.url.trim()} onClick={() => look.mutate(undefined)}>
            {t('feeds.look')}
          </Button>
          <Button
            look="primary"
            busy={save.isPending}
            disabled={!body.url.trim()}
            onClick={() => save.mutate(undefined)}
          >
            {t('save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('feeds.url')} required>
          <Input
            type="url"
            placeholder="https://"
            value={body.url}
            onChange={({ target }) => change({ url: target.value })}
          />
        </Field>
        <Field label={t('name')} optional>
          <Input
            value={body.name}
            maxLength={120}
            onChange={({ target }) => change({ name: target.value })}
          />
        </Field>
        <Field label={t('feeds.include')} help={t('feeds.commas')} optional>
          <Input
            value={words.include}
            onChange={({ target }) => setWords({ ...words, include: target.value })}
          />
        </Field>
        <Field label={t('feeds.exclude')} help={t('feeds.commas')} optional>
          <Input
            value={words.exclude}
            onChange={({ target }) => setWords({ ...words, exclude: target.value })}
          />
        </Field>
        <Field label={t('feeds.template')} help={t('feeds.templateHelp')}>
          <Textarea value={body.rules.template} onChange={({ target }) => rule({ template: target.value })} />
        </Field>
        <ChannelChecks
          label={t('channels')}
          chosen={body.rules.channelIds}
          onChange={(channelIds) => rule({ channelIds })}
        />
        <Field label={t('category')}>
          <NativeSelect
            value={body.rules.category ?? ''}
            onChange={({ target }) =>
              rule({ category: PostCategory.options.find((one) => one === target.value) ?? null })
            }
          >
            <option value="">{t('none')}</option>
            <Categories />
          </NativeSelect>
        </Field>
        <Field label={t('publish')}>
          <NativeSelect
            value={body.publish}
            onChange={({ target }) => change({ publish: target.value as SourceBody['publish'] })}
          >
            <option value="draft">{t('publishes.draft')}</option>
            <option value="proposed">{t('publishes.proposed')}</option>
            {may('post.publish') && <option value="scheduled">{t('feeds.scheduled')}</option>}
          </NativeSelect>
        </Field>
        {!source && (
          <Field label={t('feeds.atFirst')}>
            <Input
              inputMode="numeric"
              value={String(body.rules.atFirst)}
              onChange={({ target }) =>
                rule({ atFirst: Math.min(50, Number(target.value.replace(/\D/g, '')) || 0) })
              }
            />
          </Field>
        )}
        {look.data && (
          <ul className="flex flex-col divide-y divide-line rounded-md border border-line" aria-live="polite">
            {look.data.items.map((item, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries of a feed may be the same twice
              <li key={n} className="flex flex-col gap-0.5 px-3 py-2">
                <span className="text-sm text-muted">
                  {item.taken ? t('feeds.taken') : t('feeds.notTaken')}
                </span>
                <span className="line-clamp-3 text-base break-words whitespace-pre-line">{item.text}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Sheet>
  )
}
