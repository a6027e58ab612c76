import { Template, TemplateBody } from '../../../modules/plan/plan-templates/contract.ts'
import { api, path } from '../../api/client.ts'
import { useContractForm } from '../../api/form.ts'
import { useWrite } from '../../api/query.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Input, Textarea } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import type { Step } from './template-step.ts'

type Props = {
  step: Extract<Step, { at: 'keep' | 'rename' | 'bring' }>
  /** The plan on the screen has changes that are not saved, which a template of it will not have. */
  dirty: boolean
  onBack: () => void
  onClose: () => void
}

/** What a template is called and for whom it is, whether it is kept, renamed or brought in. */
export function TemplateForm({ step, dirty, onBack, onClose }: Props) {
  const t = useWords('plan')
  const start = step.at === 'rename' ? step.template : step.at === 'bring' ? step.file : null
  const form = useContractForm(TemplateBody, { name: start?.name ?? '', about: start?.about ?? '' })
  const keep = useWrite((body: TemplateBody) => sendOf(step, body), {
    touches: ['plan'],
    onProblem: () => true,
  })
  const submit = form.submit(async (body) => {
    await keep.mutateAsync(body)
    toast(t(`templates.done.${step.at}`))
    onBack()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`templates.titles.${step.at}`)}
      help={step.at === 'keep' ? t('templates.keepHelp') : undefined}
      actions={
        <>
          <Button onClick={onBack}>{t('templates.back')}</Button>
          <Button look="primary" busy={form.formState.isSubmitting} onClick={() => void submit()}>
            {step.at === 'bring' ? t('templates.bringIn') : t('save')}
          </Button>
        </>
      }
    >
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        {form.problem && <Alert tone="bad">{form.problem}</Alert>}
        {step.at === 'keep' && dirty && <Alert tone="warn">{t('templates.unsaved')}</Alert>}
        <Field label={t('templates.name')} error={form.errorOf('name')}>
          <Input maxLength={80} {...form.register('name')} />
        </Field>
        <Field
          label={t('templates.about')}
          optional
          help={t('templates.aboutHelp')}
          error={form.errorOf('about')}
        >
          <Textarea rows={3} maxLength={500} {...form.register('about')} />
        </Field>
      </form>
    </Dialog>
  )
}

function sendOf(step: Props['step'], body: TemplateBody): Promise<Template> {
  if (step.at === 'keep') return api.post('/plan-templates', { body, schema: Template })
  if (step.at === 'bring')
    return api.post('/plan-templates/import', { body: { ...step.file, ...body }, schema: Template })
  return api.patch(path`/plan-templates/${step.template.id}`, { body, schema: Template })
}
