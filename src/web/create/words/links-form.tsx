import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LinkRule, LinkRuleBody } from '../../../modules/create/links/contract.ts'
import { linkFields, linkVariables, type NamedBy, tagUrl } from '../../../modules/create/links/plain/tag.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { ask, useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { Switch } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'

/** By what links say where their readers came from, with an example of what becomes of one. */
export default function LinksForm() {
  const words = useProblemWords()
  const known = useQuery(ask({ topic: 'composer', path: '/link-rule', schema: LinkRule, fresh: 0 }))
  if (known.isPending) return <SkeletonRows rows={4} />
  if (known.isError) return <ErrorState words={words(known.error)} onRetry={() => void known.refetch()} />
  // What is being typed stays when somebody else saves; who saves then is told.
  return <Form rule={known.data} />
}

function Form({ rule }: { rule: LinkRule }) {
  const t = useWords('writing')
  const mayChange = useMay()('plan.manage')
  const [draft, setDraft] = useState(rule)
  const [hosts, setHosts] = useState(rule.excluded.join('\n'))
  const body = LinkRuleBody.safeParse({
    ...draft,
    excluded: hosts
      .split(/[\s,]+/)
      .map((host) => host.trim())
      .filter(Boolean),
  })
  const wrong = new Set(body.success ? [] : body.error.issues.map(({ path: at }) => at[0]))
  const save = useWrite((given: LinkRuleBody) => api.put('/link-rule', { body: given, schema: LinkRule }), {
    touches: ['composer'],
    onSuccess: (saved) => {
      setDraft(saved)
      setHosts(saved.excluded.join('\n'))
      toast(t('saved'))
    },
  })
  return (
    <form
      className="flex max-w-2xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (body.success) save.mutate(body.data)
      }}
    >
      <p className="text-base text-muted">{t('links.help')}</p>
      <Switch
        label={t('links.enabled')}
        checked={draft.enabled}
        disabled={!mayChange}
        onChange={(enabled) => setDraft({ ...draft, enabled })}
      />
      <Card title={t('links.parameters')}>
        <div className="flex flex-col gap-4">
          <p className="text-sm text-muted">
            {t('links.variables')}{' '}
            {linkVariables.map((name) => (
              <code key={name} className="mr-2 inline-block">
                {`{${name}}`}
              </code>
            ))}
          </p>
          {linkFields.map((field) => (
            <Field
              key={field}
              label={`utm_${field}`}
              optional={field !== 'source'}
              error={wrong.has(field) && t(draft[field] === '' ? 'links.sourceMissing' : 'links.wrong')}
            >
              <Input
                value={draft[field]}
                disabled={!mayChange}
                spellCheck={false}
                autoCapitalize="none"
                maxLength={200}
                onChange={({ target }) => setDraft({ ...draft, [field]: target.value })}
              />
            </Field>
          ))}
        </div>
      </Card>
      <Field
        label={t('links.excluded')}
        help={t('links.excludedHelp')}
        optional
        error={wrong.has('excluded') && t('links.hostWrong')}
      >
        <Textarea
          rows={3}
          value={hosts}
          disabled={!mayChange}
          spellCheck={false}
          autoCapitalize="none"
          onChange={({ target }) => setHosts(target.value)}
        />
      </Field>
      {body.success && <Example rule={body.data} />}
      {mayChange ? (
        <span>
          <Button type="submit" look="primary" busy={save.isPending} disabled={!body.success}>
            {t('save')}
          </Button>
        </span>
      ) : (
        <p className="text-sm text-muted">{t('links.mayNot')}</p>
      )}
    </form>
  )
}

/** The same function that writes the links of posts. */
function Example({ rule }: { rule: LinkRuleBody }) {
  const t = useWords('writing')
  const by: NamedBy = {
    network: 'network',
    channel: 'name.example',
    campaign: t('links.exampleCampaign'),
    category: 'educational',
    pillar: '',
  }
  return (
    <div className="flex flex-col gap-1 rounded-lg bg-sunken p-3">
      <span className="text-sm font-medium">{t('links.example')}</span>
      <code className="text-sm break-all">
        {tagUrl('https://example.com/news', { ...rule, enabled: true }, by)}
      </code>
      <span className="text-sm text-muted">{t('links.exampleHelp')}</span>
    </div>
  )
}
