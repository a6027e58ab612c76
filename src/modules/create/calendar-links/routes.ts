import { z } from 'zod'
import { type Route, route } from '../../../app/route.ts'
import {
  CalendarLinkBody,
  CalendarLinkId,
  CalendarLinkList,
  MadeCalendarLink,
  OwnFeedBody,
  SharedCalendar,
  SharedCalendarBody,
  SharedLogoBody,
} from './contract.ts'
import { sendFeed } from './feed.ts'
import { listOwn, listShares, makeOwnFeed, revokeLink, rotateLink, shareCalendar } from './links.ts'
import { openCalendar, sendLogo } from './shared.ts'

const tag = 'calendar'
const publish = { may: 'post.publish', tag } as const
const read = { may: 'workspace.read', tag } as const
const outside = { may: 'anyone', tag } as const
const made = { answer: MadeCalendarLink, agents: false } as const
const one = { params: CalendarLinkId } as const

export const calendarLinkRoutes: Route[] = [
  route(
    'GET /calendar/links',
    { ...publish, summary: 'Links by which others look at the calendar', answer: CalendarLinkList },
    ({ ctx, actor }) => listShares(ctx, actor),
  ),
  route(
    'POST /calendar/links',
    {
      ...publish,
      ...made,
      summary: 'Let somebody without an account look at the calendar, until a day',
      body: CalendarLinkBody,
      status: 201,
    },
    ({ ctx, actor, body }) => shareCalendar(ctx, actor, body),
  ),
  route(
    'POST /calendar/links/:id/rotate',
    { ...publish, ...made, ...one, summary: 'Give a link another address; the old one opens nothing' },
    ({ ctx, actor, params }) => rotateLink(ctx, actor, params.id, 'shares'),
  ),
  route(
    'DELETE /calendar/links/:id',
    { ...publish, ...one, summary: 'Revoke a link' },
    ({ ctx, actor, params }) => revokeLink(ctx, actor, params.id, 'shares'),
  ),
  route(
    'GET /calendar/feeds',
    { ...read, summary: 'Your own addresses for calendar programs', answer: CalendarLinkList, agents: false },
    ({ ctx, actor }) => listOwn(ctx, actor),
  ),
  route(
    'POST /calendar/feeds',
    {
      ...read,
      ...made,
      summary: 'An address at which your calendar program follows what you see here',
      body: OwnFeedBody,
      status: 201,
    },
    ({ ctx, actor, body }) => makeOwnFeed(ctx, actor, body),
  ),
  route(
    'POST /calendar/feeds/:id/rotate',
    { ...read, ...made, ...one, summary: 'Give your feed another address; the old one opens nothing' },
    ({ ctx, actor, params }) => rotateLink(ctx, actor, params.id, 'own'),
  ),
  route(
    'DELETE /calendar/feeds/:id',
    { ...read, ...one, summary: 'End one of your feeds', agents: false },
    ({ ctx, actor, params }) => revokeLink(ctx, actor, params.id, 'own'),
  ),
  route(
    'POST /shared-calendar',
    { ...outside, summary: 'What a link shows', body: SharedCalendarBody, answer: SharedCalendar },
    ({ ctx, body, request }) => openCalendar(ctx, body, request.ip),
  ),
  route(
    'POST /shared-calendar/logo',
    {
      ...outside,
      summary: 'The logo on the page of a link',
      body: SharedLogoBody,
      answer: { raw: 'image/webp' },
    },
    ({ ctx, body, request, reply }) => sendLogo(ctx, body.token, request.ip, reply),
  ),
  route(
    'GET /calendar-feeds/:name',
    {
      ...outside,
      outside: true,
      summary: 'The calendar for programs that follow it',
      params: z.object({ name: z.string().max(200) }),
      answer: { raw: 'text/calendar' },
    },
    ({ ctx, params, request, reply }) => sendFeed(ctx, params.name, request, reply),
  ),
]
