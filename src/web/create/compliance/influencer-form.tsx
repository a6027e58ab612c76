import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { connectionKinds } from '../../../modules/create/compliance/contract.ts'
import { Influencer, InfluencerBody } from '../../../modules/create/influencers/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { ApiProblem } from '../../api/problem.ts'
import { renew, useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { readKept, writeKept } from '../../plan/forms/kept.ts'

const ties = connectionKinds.filter((kind) => kind !== 'none')

/** As it was typed, over what was read when typing began. */
type Typed = { seen: Influencer | null; facts: InfluencerBody }

/** What was typed stays on this device until it is saved or given up. */
export function InfluencerForm({
  influencer,
  onClose,
}: {
  influencer: Influencer | null
  onClose: () => void
}) {
  const t = useWords('compliance')
  const client = useQueryClient()
  // What somebody else saves meanwhile is told by the server, not taken for read.
  const kept = `influencer.${influencer?.id ?? 'new'}`
  const [left] = useState(() => readKept<Typed>(kept))
  const [seen] = useState(left ? left.seen : influencer)
  const [theirs, setTheirs] = useState<Influencer | null>(null)
  const form = useContractForm(
    InfluencerBody,
    left?.facts ?? {
      name: seen?.name ?? '',
      handle: seen?.handle ?? '',
      note: seen?.note ?? '',
      connection: seen?.connection ?? { kind: 'payment', sponsor: '' },
    },
  )
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => writeKept(kept, { seen, facts: values }),
      }),
    [form, kept, seen],
  )
  const end = () => {
    writeKept(kept, null)
    onClose()
  }
  const kind = form.watch('connection.kind')
  const save = form.submit(async (body) => {
    try {
      await send(body, seen && { ...seen, version: theirs?.version ?? seen.version })
    } catch (error) {
      const other = theirsOf(error)
      if (!other) throw error
      setTheirs(other)
      return
    }
    toast(t('influencers.saved'))
    void renew(client, new Set(['posts']))
    end()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={seen ? t('influencers.change') : t('influencers.add')}
      help={t('influencers.formHelp')}
      actions={
        <>
          <Button onClick={end}>{t('influencers.cancel')}</Button>
          <Button look="primary" busy={form.formState.isSubmitting} onClick={(event) => void save(event)}>
            {t(theirs ? 'influencers.saveOver' : 'influencers.save')}
          </Button>
        </>
      }
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => void save(event)}>
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        {left && !theirs && <Alert tone="info">{t('influencers.kept')}</Alert>}
        {theirs && (
          <Alert
            tone="warn"
            title={t('influencers.theirs')}
            action={
              <Button size="small" onClick={() => form.reset(valuesOf(theirs))}>
                {t('influencers.takeTheirs')}
              </Button>
            }
          >
            {[theirs.name, theirs.handle, t(`tie.kinds.${theirs.connection.kind}`), theirs.connection.sponsor]
              .filter(Boolean)
              .join(' · ')}
          </Alert>
        )}
        <Field label={t('influencers.name')} required error={form.errorOf('name')}>
          <Input maxLength={120} autoComplete="off" {...form.register('name')} />
        </Field>
        <Field label={t('influencers.handle')} optional error={form.errorOf('handle')}>
          <Input maxLength={200} autoComplete="off" {...form.register('handle')} />
        </Field>
        <Field label={t('tie.kind')} error={form.errorOf('connection.kind')}>
          <Select
            value={kind}
            onChange={(next) => form.setValue('connection.kind', next, { shouldDirty: true })}
            choices={ties.map((value) => ({ value, label: t(`tie.kinds.${value}`) }))}
          />
        </Field>
        <Field
          label={t('tie.sponsor')}
          help={t('tie.sponsorHelp')}
          optional
          error={form.errorOf('connection.sponsor')}
        >
          <Input maxLength={200} autoComplete="off" {...form.register('connection.sponsor')} />
        </Field>
        <Field label={t('influencers.note')} optional error={form.errorOf('note')}>
          <Textarea rows={3} maxLength={5000} {...form.register('note')} />
        </Field>
        <button type="submit" hidden />
      </form>
    </Dialog>
  )
}

const valuesOf = ({ name, handle, note, connection }: Influencer) => ({ name, handle, note, connection })

const send = (body: InfluencerBody, seen: Influencer | null): Promise<Influencer> =>
  seen
    ? api.put(path`/influencers/${seen.id}`, { body: { ...body, version: seen.version }, schema: Influencer })
    : api.post('/influencers', { body, schema: Influencer })

/** What it says now, when somebody was faster. */
function theirsOf(error: unknown): Influencer | null {
  if (!(error instanceof ApiProblem) || error.code !== 'influencer.changed') return null
  return Influencer.safeParse(error.facts.influencer).data ?? null
}

/** The one thing here that cannot be taken back. */
export function ForgetDialog({ one, onClose }: { one: Influencer; onClose: () => void }) {
  const t = useWords('compliance')
  const forget = useWrite(() => api.delete(path`/influencers/${one.id}`), {
    touches: ['posts'],
    onSuccess: onClose,
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('influencers.forgetTitle', { name: one.name })}
      help={t('influencers.forgetHelp')}
      actions={
        <Button look="danger" busy={forget.isPending} onClick={() => forget.mutate(undefined)}>
          {t('influencers.forget')}
        </Button>
      }
    >
      {null}
    </Dialog>
  )
}
