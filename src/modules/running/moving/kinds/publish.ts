/** What went out, and who is told of it. */
import { DeliveryState } from '../../../publish/deliveries/contract.ts'
import { HookBody } from '../../../publish/hooks/contract.ts'
import {
  address,
  channelId,
  digest,
  id,
  instant,
  json,
  key,
  madeAt,
  maybe,
  oneOf,
  postId,
  text,
  whole,
} from '../fields.ts'
import { Frozen, inContent, SentParts } from '../inside.ts'
import { type Kind, kind } from '../kind.ts'

/** As much as the API takes, and what is known of the pictures. */
const content = { points: inContent, most: 3 << 20 }

export const publishKinds: readonly Kind[] = [
  kind(
    'deliveries',
    'deliveries',
    'Variants on their way to channels, and what became of them.',
    't.id',
    {
      id: id('Its id'),
      postId,
      variantId: maybe(id('The variant')),
      channelId,
      network: text('Id of the network', 60),
      state: oneOf(DeliveryState.options, 'How far it is'),
      dueAt: instant('When it is wanted out'),
      key: key('By which the network knows it again'),
      content: json('What is sent, as it was frozen', Frozen, content),
      digest: digest('Of what was frozen, as the house that froze it reckoned'),
      parts: json('Parts that are out', SentParts, { most: 1 << 20 }),
      attempts: whole('How many attempts', 0, 2_147_483_647),
      tries: whole('Attempts in a row that came to nothing', 0, 2_147_483_647),
      firstAttemptAt: maybe(instant('When it was first tried')),
      publishedAt: maybe(instant('When it was out')),
      failureKind: maybe(oneOf(['later', 'reconnect', 'rejected', 'unknown'], 'Why it failed')),
      failureCode: maybe(text('The same as a code', 200)),
      failureWords: maybe(text('The same in words', 10_000)),
      cancelledFrom: maybe(oneOf(DeliveryState.options, 'What it was before it was cancelled')),
      createdAt: madeAt,
      updatedAt: instant('When it last changed'),
    },
    {
      next_at: 'When it is tried next; nothing is tried before a person has said so.',
      prepared: 'What was uploaded ahead; of the old sign-in.',
      prepared_at: 'The same.',
      pending: 'What the network was still working on; of the old sign-in.',
      worker_id: 'Which process held it.',
    },
  ),
  kind(
    'attempts',
    'attempts',
    'Each try of a delivery.',
    't.delivery_id, t.number',
    {
      id: id('Its id'),
      deliveryId: id('The delivery'),
      number: whole('The how-manieth', 0, 2_147_483_647),
      kind: oneOf(['send', 'look'], 'Whether something may have left, or was only read'),
      key: key('The key under which it went'),
      digest: digest('Of what it sent'),
      startedAt: instant('When it began'),
      finishedAt: maybe(instant('When it ended')),
      outcome: maybe(
        oneOf(
          ['published', 'pending', 'later', 'reconnect', 'rejected', 'unknown', 'absent'],
          'What came of it; null while nobody knew',
        ),
      ),
      status: maybe(whole('Status of the answer', 0, 1000)),
      code: maybe(text('Code of the failure', 200)),
      words: maybe(text('The same in words', 10_000)),
      retryAt: maybe(instant('When it could be tried again')),
    },
    { worker_id: 'Which process made it.' },
  ),
  kind('publications', 'publications', 'What is there at the networks, ours and native.', 't.id', {
    id: id('Its id'),
    channelId,
    postId: maybe(postId),
    deliveryId: maybe(id('The delivery that it came of')),
    remoteId: text('Its id at the network', 4000),
    url: address('Its page'),
    text: text('What it says', 200_000),
    kind: oneOf(['post', 'reply', 'repost'], 'What it is'),
    origin: oneOf(['ours', 'native'], 'By a delivery, or found on the account'),
    publishedAt: instant('When it was published'),
    goneAt: maybe(instant('When it was found to be gone')),
    createdAt: madeAt,
  }),
  kind(
    'hooks',
    'hooks',
    'Webhooks, without their secret.',
    't.id',
    {
      id: id('Its id'),
      url: json('Where it calls', HookBody.shape.url),
      events: json('What it tells of', HookBody.shape.events),
      state: oneOf(['active', 'paused'], 'How it stood'),
      createdAt: madeAt,
    },
    { sealed: 'Its secret; a new one is made.', key_id: 'The same.' },
  ),
]
