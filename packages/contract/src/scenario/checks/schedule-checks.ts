import { readDate } from '../dates.js';
import { nearest } from '../distance.js';
import { formatNumber } from '../expectation.js';
import type { Finding } from '../finding.js';
import type { Check } from './check.js';
import { plural } from './check.js';

const startExists: Check = {
  reads: ['start'],
  run: ({ start }) => {
    const date = readDate(start);
    if (date.ok) return [];
    return [
      { code: 'invalid-date', path: ['start'], message: `start ${JSON.stringify(start)} ${date.reason}.` },
    ];
  },
};

const tempoMatchesDays: Check = {
  reads: ['tempo', 'days'],
  run: ({ tempo, days }) => {
    if (typeof tempo === 'string') return [];
    if (tempo.length !== days) {
      return [
        {
          code: 'tempo-length',
          path: ['tempo'],
          message: `tempo has ${plural(tempo.length, 'day weight')}, but the scenario has ${plural(days, 'day')}.`,
        },
      ];
    }
    if (tempo.some((weight) => weight > 0)) return [];
    return [{ code: 'tempo-zero', path: ['tempo'], message: 'tempo needs at least one day weight above 0.' }];
  },
};

const eventsWithinDays: Check = {
  reads: ['special_events', 'days'],
  run: ({ special_events, days }) =>
    special_events.flatMap((event, index): Finding[] => {
      if (typeof event === 'string' || event.day === null || event.day <= days) return [];
      return [
        {
          code: 'event-after-end',
          path: ['special_events', index, 'day'],
          message: `special_events[${index}] is on day ${event.day}, but the scenario has ${plural(days, 'day')}.`,
        },
      ];
    }),
};

const eventFrontsExist: Check = {
  reads: ['special_events', 'fronts'],
  run: ({ special_events, fronts }) => {
    const ids = fronts.map(({ id }) => id);
    return special_events.flatMap((event, index): Finding[] => {
      if (typeof event === 'string' || event.front === null || ids.includes(event.front)) return [];
      return [
        {
          code: 'unknown-front',
          path: ['special_events', index, 'front'],
          message: `special_events[${index}] strikes the front "${event.front}", which does not exist; the fronts are ${ids.join(', ')}.`,
          suggestion: nearest(event.front, ids),
        },
      ];
    });
  },
};

const eventCasualtiesFit: Check = {
  reads: ['special_events', 'casualties'],
  run: ({ special_events, casualties }) => {
    const fixed = special_events.reduce(
      (sum, event) => sum + (typeof event === 'string' ? 0 : (event.casualties ?? 0)),
      0,
    );
    if (casualties.rates !== null || casualties.surviving_injury !== null) return [];
    const total = casualties.total ?? 1440;
    if (fixed <= total) return [];
    return [
      {
        code: 'event-casualties',
        path: ['special_events'],
        message: `The special events have ${formatNumber(fixed)} casualties, but the scenario has only ${formatNumber(total)}.`,
      },
    ];
  },
};

const multiplierHasEffect: Check = {
  reads: ['special_events'],
  run: ({ special_events }) =>
    special_events.flatMap((event, index): Finding[] => {
      if (typeof event === 'string' || event.type !== 'mass_casualty') return [];
      if (event.multiplier === null || event.multiplier === 1) return [];
      return [
        {
          code: 'without-effect',
          path: ['special_events', index, 'multiplier'],
          message: 'multiplier has no effect on a mass_casualty event; give it casualties instead.',
          warning: true,
        },
      ];
    }),
};

export const scheduleChecks: readonly Check[] = [
  startExists,
  tempoMatchesDays,
  eventsWithinDays,
  eventFrontsExist,
  eventCasualtiesFit,
  multiplierHasEffect,
];
