import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useSay } from './use-approvals.ts'
import { useKeptWords } from './use-kept-words.ts'

/** A request for change, which holds the post until it is resolved. */
export function RequestDialog({ postId, onClose }: { postId: string; onClose: () => void }) {
  const t = useWords('approval')
  const [words, setWords] = useKeptWords(`request ${postId}`)
  const say = useSay(postId)
  const send = () =>
    say.mutate(
      { kind: 'change', words },
      {
        onSuccess: () => {
          setWords('')
          toast(t('requested'))
          onClose()
        },
      },
    )
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('requestChange')}
      help={t('requestHelp')}
      actions={
        <Button look="primary" busy={say.isPending} disabled={words.trim() === ''} onClick={send}>
          {t('requestChange')}
        </Button>
      }
    >
      <Field label={t('whatToChange')} required>
        <Textarea maxLength={5000} value={words} onChange={({ target }) => setWords(target.value)} />
      </Field>
    </Dialog>
  )
}
