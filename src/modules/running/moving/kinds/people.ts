/** Whose it is and who works in it. */
import { z } from 'zod'
import { roles } from '../../../../app/rights.ts'
import {
  flag,
  instant,
  json,
  madeAt,
  maybe,
  oneOf,
  person,
  readFrom,
  since,
  text,
  whole,
  zone,
} from '../fields.ts'
import { Exceptions, inExceptions } from '../inside.ts'
import { type Kind, kind } from '../kind.ts'

export const peopleKinds: readonly Kind[] = [
  {
    ...kind(
      'workspace',
      'workspaces',
      'The workspace itself, one row.',
      't.id',
      {
        name: text('Its name', 80),
        timeZone: zone('IANA name', 64),
        language: text('BCP 47 tag of the brand', 35),
        stalenessMinutes: whole('How late a delivery may still go out by itself', 1, 10_080),
        weekStartsOn: whole('1 Monday … 7 Sunday', 1, 7),
        demo: flag('Whether it is the demonstration'),
        createdAt: madeAt,
      },
      {
        organisation_id: 'It comes into another organisation.',
        erase_at: 'What arrives is not to be erased.',
        second_step_from: 'Whoever takes it in asks of people there what is asked there.',
      },
    ),
    owner: 'id',
  },
  kind('members', 'members', 'Who works in it, with their role. No password, no sign-in.', 't.user_id', {
    userId: { ...person('By this they are named elsewhere'), shape: z.string().min(1).max(100) },
    name: readFrom('(select u.name from users u where u.id = t.user_id)', text('Their name', 200)),
    email: readFrom(
      '(select u.email from users u where u.id = t.user_id)',
      text('By this they are found', 320),
    ),
    role: oneOf(roles, 'What they may'),
    channelRoles: json('Where they may otherwise: channel → role, or null', Exceptions, {
      points: inExceptions,
    }),
    createdAt: instant('When they joined'),
  }),
  kind('notification-settings', 'notification_settings', 'Which mails members want.', 't.user_id, t.kind', {
    userId: person('The member'),
    kind: text('About what', 60),
    mail: flag('Whether by mail'),
    push: since(4, maybe(flag('Whether on devices; nothing: as is usual'))),
  }),
]
