import { useInfiniteQuery } from '@tanstack/react-query'
import { Archive, Ellipsis, FilePlus2, PencilLine, Plus, Search, Shapes } from 'lucide-react'
import { useState } from 'react'
import { PostAnswer } from '../../../modules/create/posts/contract.ts'
import { Template, TemplateList } from '../../../modules/create/templates/contract.ts'
import { api, path } from '../../api/client.ts'
import { askPages, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button, IconButton } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Menu, MenuItem } from '../../kit/menu.tsx'
import { Pager } from '../../kit/pager.tsx'
import { useGo } from '../../kit/route.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { ChannelChecks } from './channel-checks.tsx'
import { ListFrame, rowLook, rowsLook } from './list-frame.tsx'
import { bulkPage } from './routes.tsx'
import { emptySeed, textOf, withChannels, withText } from './seed.ts'

const touches = ['templates'] as const

export default function TemplatesList() {
  const t = useWords('bulk')
  const words = useProblemWords()
  const { q } = bulkPage.useSearch()
  const setSearch = bulkPage.useSetSearch()
  const [form, setForm] = useState<Template | 'new' | null>(null)
  const [filling, setFilling] = useState<Template | null>(null)
  const found = useInfiniteQuery(
    askPages({ topic: 'templates', path: '/post-templates', query: { text: q }, schema: TemplateList }),
  )
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  const add = (
    <Button look="primary" icon={Plus} onClick={() => setForm('new')}>
      {t('templates.add')}
    </Button>
  )
  const isEmpty = found.isSuccess && items.length === 0
  return (
    <>
      {isEmpty && !q ? (
        <EmptyState icon={Shapes} title={t('templates.empty')} action={add}>
          {t('templates.emptyHelp')}
        </EmptyState>
      ) : (
        <ListFrame
          actions={
            <>
              {add}
              <search className="min-w-0 flex-1 sm:max-w-80">
                <Input
                  type="search"
                  icon={Search}
                  aria-label={t('templates.search')}
                  placeholder={t('templates.search')}
                  defaultValue={q ?? ''}
                  onChange={({ target }) => setSearch({ q: target.value.trim() || undefined })}
                />
              </search>
            </>
          }
        >
          {found.isPending && <SkeletonRows rows={3} />}
          {found.isError && <ErrorState words={words(found.error)} onRetry={() => void found.refetch()} />}
          {isEmpty && <EmptyState small icon={Search} title={t('templates.noneFound')} />}
          {items.length > 0 && (
            <ul className={rowsLook}>
              {items.map((item) => (
                <Row
                  key={item.id}
                  item={item}
                  onChange={() => setForm(item)}
                  onUse={() => setFilling(item)}
                />
              ))}
            </ul>
          )}
          <Pager
            auto
            more={found.hasNextPage}
            busy={found.isFetchingNextPage}
            onMore={() => void found.fetchNextPage()}
          />
        </ListFrame>
      )}
      {form && <TemplateForm template={form === 'new' ? null : form} onClose={() => setForm(null)} />}
      {filling && <FillForm template={filling} onClose={() => setFilling(null)} />}
    </>
  )
}

type RowProps = { item: Template; onChange: () => void; onUse: () => void }

function Row({ item, onChange, onUse }: RowProps) {
  const t = useWords('bulk')
  const step = (verb: 'archive' | 'restore') => () =>
    api.post(path`/post-templates/${item.id}/${verb}`, { schema: Template })
  const restore = useWrite(step('restore'), { touches, onSuccess: () => toast(t('templates.restored')) })
  const archive = useWrite(step('archive'), {
    touches,
    onSuccess: () => toast(t('templates.archived'), { undo: () => restore.mutate(undefined) }),
  })
  return (
    <li className={rowLook}>
      <span className="flex min-w-0 flex-1 basis-52 flex-col">
        <span className="truncate font-medium">{item.name}</span>
        <span className="line-clamp-2 text-sm text-muted">{textOf(item.post)}</span>
      </span>
      <Button size="small" icon={FilePlus2} onClick={onUse}>
        {t('templates.use')}
      </Button>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('more', { name: item.name })} />}>
        <MenuItem icon={PencilLine} onSelect={onChange}>
          {t('change')}
        </MenuItem>
        <MenuItem icon={Archive} onSelect={() => archive.mutate(undefined)}>
          {t('templates.archive')}
        </MenuItem>
      </Menu>
    </li>
  )
}

function TemplateForm({ template, onClose }: { template: Template | null; onClose: () => void }) {
  const t = useWords('bulk')
  const [name, setName] = useState(template?.name ?? '')
  const [post, setPost] = useState(template?.post ?? emptySeed())
  const save = useWrite(
    () =>
      template
        ? api.put(path`/post-templates/${template.id}`, {
            body: { name, post, version: template.version },
            schema: Template,
          })
        : api.post('/post-templates', { body: { name, post }, schema: Template }),
    {
      touches,
      onSuccess: () => {
        toast(t('saved'))
        onClose()
      },
    },
  )
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={template ? template.name : t('templates.add')}
      actions={
        <Button
          look="primary"
          busy={save.isPending}
          disabled={!name.trim()}
          onClick={() => save.mutate(undefined)}
        >
          {t('save')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('name')} required>
          <Input value={name} maxLength={120} onChange={({ target }) => setName(target.value)} />
        </Field>
        <Field label={t('text')} help={t('templates.textHelp')}>
          <Textarea
            rows={6}
            value={textOf(post)}
            onChange={({ target }) => setPost(withText(post, target.value))}
          />
        </Field>
        <ChannelChecks
          label={t('channels')}
          chosen={post.variants.map(({ channelId }) => channelId)}
          onChange={(channelIds) => setPost(withChannels(post, channelIds))}
        />
      </div>
    </Dialog>
  )
}

function FillForm({ template, onClose }: { template: Template; onClose: () => void }) {
  const t = useWords('bulk')
  const go = useGo()
  const [values, setValues] = useState<Record<string, string>>({})
  const [channelIds, setChannelIds] = useState(template.post.variants.map(({ channelId }) => channelId))
  const fill = useWrite(
    () =>
      api.post(path`/post-templates/${template.id}/fill`, {
        // What was left empty stays a gap, to be filled in the composer.
        body: {
          values: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')),
          channelIds,
        },
        schema: PostAnswer,
      }),
    { touches: ['posts'], onSuccess: ({ id }) => go(`/posts/${id}`) },
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title={template.name}
      actions={
        <Button look="primary" busy={fill.isPending} onClick={() => fill.mutate(undefined)}>
          {t('templates.fill')}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {template.variables.map((name) => (
          <Field key={name} label={name}>
            <Input
              value={values[name] ?? ''}
              onChange={({ target }) => setValues({ ...values, [name]: target.value })}
            />
          </Field>
        ))}
        <ChannelChecks label={t('channels')} chosen={channelIds} onChange={setChannelIds} />
      </div>
    </Dialog>
  )
}
