import { defineErrors } from '../../../platform/errors.ts'

export const postError = defineErrors('post', {
  not_found: ['missing', 'There is no such post in this workspace.'],
  no_channel: ['invalid', 'There is no such channel in this workspace. Join it, or leave it out.'],
  no_media: [
    'invalid',
    'A picture or film of this post is not in the library. Upload it again, or take it out.',
  ],
  no_campaign: ['invalid', 'There is no such campaign in this workspace. Choose another, or none.'],
  no_pillar: ['invalid', 'There is no such pillar in this workspace. Choose another, or none.'],
  no_goal: ['invalid', 'There is no such goal in this workspace. Choose another, or none.'],
  no_influencer: ['invalid', 'There is no such influencer in this workspace. Choose another, or none.'],
  no_persona: ['invalid', 'There is no such persona in this workspace. Choose another, or none.'],
  bad_zone: ['invalid', '"{zone}" is no time zone. Take one of the IANA names, such as Europe/Riga.'],
  bad_time: ['invalid', '"{at}" is no date. Look at the day and the month.'],
  bad_cursor: ['invalid', 'The cursor is none of ours. Leave it out to start at the first page.'],
  changed: [
    'conflict',
    'Somebody changed the same part of this post since you read it (you have version {yours}, it is {current} now). Your text is still yours: compare both, then save again with the new version.',
  ],
  not_ready: ['invalid', 'The post cannot be scheduled yet: {count} things are to be mended first.'],
  no_channels: ['invalid', 'Choose at least one channel to publish on.'],
  in_the_past: ['invalid', '{at} in {zone} has passed. Choose a time that is still to come, or publish now.'],
  missing_hour: [
    'invalid',
    'The clocks in {zone} go forward and jump over {at}. The nearest times that exist are {before} and {after}.',
  ],
  too_far: ['invalid', '{at} is more than ten years ahead. Choose an earlier time.'],
  no_wish: ['invalid', 'Say when it is to be published.'],
  moved_since: [
    'conflict',
    'It does not stand there any more: somebody moved it since. Nothing was changed; look at where it is now.',
  ],
  needs_time: ['invalid', 'A scheduled post needs a time. Call it back first, then it can lie without one.'],
  no_free_slot: [
    'invalid',
    'A channel has no free slot within the next year. Set weekly slots for it, or choose a time.',
  ],
  no_time_for: [
    'invalid',
    'A channel of the post has no time among those that you gave. Give each of them one.',
  ],
  not_proposed: ['conflict', 'The post is not proposed (it is {stage}), so there is nothing to decide.'],
  not_draft: ['conflict', 'Only a draft can be proposed; this post is {stage}.'],
  not_scheduled: ['conflict', 'The post is not scheduled (it is {stage}).'],
  scheduled: [
    'forbidden',
    'This post is scheduled. Changing what will be published needs the right to publish: ask an editor, or duplicate it as a draft.',
  ],
  wish_of_scheduled: [
    'invalid',
    'The post is scheduled: move it with POST /posts/:id/schedule, or call it back first.',
  ],
  on_its_way: [
    'conflict',
    'It is being sent at this moment and cannot be called back. Wait until it has arrived, then try again.',
  ],
  may_not_publish: ['forbidden', 'Your role may not publish. Save the post and propose it instead.'],
})
