import { useQuery } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { type Link, PageBody } from '../../../modules/create/approval-links/contract.ts'
import { MediaList } from '../../../modules/create/media/contract.ts'
import { api, path } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { EmptyState, ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { LinkForm } from './link-form.tsx'
import { useLinks, usePageLook } from './use-approvals.ts'

/** Links for people outside, and how the page looks that they see. */
export default function LinksView() {
  const t = useWords('approval')
  const words = useProblemWords()
  const may = useMay()
  const links = useLinks()
  const look = usePageLook()
  const [making, setMaking] = useState(false)
  const make = (
    <Button look="primary" icon={Link2} onClick={() => setMaking(true)}>
      {t('links.make')}
    </Button>
  )
  return (
    <div className="flex flex-col gap-4">
      {links.isPending && <SkeletonRows rows={3} />}
      {links.error && <ErrorState words={words(links.error)} onRetry={() => void links.refetch()} />}
      {links.data?.items.length === 0 && (
        <EmptyState icon={Link2} title={t('links.none')} action={make}>
          {t('links.help')}
        </EmptyState>
      )}
      {links.data && links.data.items.length > 0 && (
        <>
          <div className="flex justify-end">{make}</div>
          <Card flush>
            <ul className="divide-y divide-line">
              {links.data.items.map((link) => (
                <LinkRow key={link.id} link={link} />
              ))}
            </ul>
          </Card>
        </>
      )}
      {may('workspace.manage') && look.data && <PageForm page={look.data} />}
      {making && <LinkForm postIds={[]} onClose={() => setMaking(false)} />}
    </div>
  )
}

function LinkRow({
  link: { id, label, posts, campaign, madeBy, expiresAt, approved, opens, state },
}: {
  link: Link
}) {
  const t = useWords('approval')
  const formats = useFormats()
  const revoke = useWrite(() => api.delete(path`/approval/links/${id}`), {
    touches: ['approval'],
    // What was said yes to with it stays; that is told, so that nobody thinks it is gone.
    onSuccess: () => toast(approved > 0 ? t('links.revokedKeeps', { count: approved }) : t('links.revoked')),
  })
  const shows = campaign ? t('links.ofCampaign', { name: campaign }) : t('links.chosen', { count: posts })
  return (
    <li className="flex items-start justify-between gap-3 px-4 py-3 md:px-5">
      <span className="flex min-w-0 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-medium break-words">
          {label}
          <Badge tone={state === 'open' ? 'good' : 'quiet'}>{t(`links.states.${state}`)}</Badge>
        </span>
        <span className="text-sm text-muted">
          {shows} · {t('links.facts', { name: madeBy, when: formats.moment(expiresAt) })} ·{' '}
          {t('links.opens', { count: opens })}
          {approved > 0 && ` · ${t('links.approved', { count: approved })}`}
        </span>
      </span>
      {state === 'open' && (
        <Button size="small" busy={revoke.isPending} onClick={() => revoke.mutate(undefined)}>
          {t('links.revoke')}
        </Button>
      )}
    </li>
  )
}

function PageForm({ page }: { page: PageBody }) {
  const t = useWords('approval')
  const [draft, setDraft] = useState(page)
  const change = (part: Partial<PageBody>) => setDraft((before) => ({ ...before, ...part }))
  const pictures = useQuery(
    ask({ topic: 'media', path: '/media', query: { kind: 'image', limit: 100 }, schema: MediaList }),
  )
  const save = useWrite(() => api.put('/approval/page', { body: draft, schema: PageBody }), {
    touches: ['approval'],
    onSuccess: () => toast(t('page.saved')),
  })
  return (
    <Card title={t('page.title')}>
      <div className="flex flex-col gap-4">
        <Field label={t('page.colour')} className="max-w-32">
          <Input
            type="color"
            value={draft.colour ?? '#1f6f78'}
            onChange={({ target }) => change({ colour: target.value.toLowerCase() })}
          />
        </Field>
        <Field label={t('page.logo')} className="max-w-sm">
          <Select
            value={draft.logoId ?? 'none'}
            onChange={(next) => change({ logoId: next === 'none' ? null : next })}
            choices={[
              { value: 'none', label: t('page.noLogo') },
              ...(pictures.data?.items ?? []).map(({ id, fileName }) => ({ value: id, label: fileName })),
            ]}
          />
        </Field>
        <Field label={t('page.greeting')} optional>
          <Textarea
            maxLength={500}
            value={draft.greeting}
            onChange={({ target }) => change({ greeting: target.value })}
          />
        </Field>
        <Button className="self-start" busy={save.isPending} onClick={() => save.mutate(undefined)}>
          {t('save')}
        </Button>
      </div>
    </Card>
  )
}
