import { formatNumber } from '../expectation.js';
import type { Finding } from '../finding.js';
import type { WarfareType } from '../vocabulary.js';
import { WARFARE_TYPES } from '../vocabulary.js';
import type { Check } from './check.js';

const oneForm: Check = {
  reads: ['casualties'],
  run: ({ casualties }) => {
    const forms = (['total', 'surviving_injury', 'rates'] as const).filter(
      (form) => casualties[form] !== null,
    );
    if (forms.length <= 1) return [];
    return [
      {
        code: 'casualty-forms',
        path: ['casualties'],
        message: `casualties has ${forms.join(' and ')}, but needs exactly one of total, surviving_injury and rates.`,
      },
    ];
  },
};

const oneRate: Check = {
  reads: ['casualties.rates'],
  run: ({ casualties: { rates } }) => {
    if (rates === null || (rates.campaign === null) !== (rates.battle === null)) return [];
    const what = rates.campaign === null ? 'neither a campaign nor' : 'both a campaign and';
    return [
      {
        code: 'rate-forms',
        path: ['casualties', 'rates'],
        message: `casualties.rates has ${what} a battle rate; give exactly one of them.`,
      },
    ];
  },
};

const populationForRates: Check = {
  reads: ['casualties.rates', 'fronts'],
  run: ({ casualties, fronts }) => {
    if (casualties.rates === null) return [];
    return fronts.flatMap(({ id, population_at_risk }, index): Finding[] =>
      population_at_risk !== null
        ? []
        : [
            {
              code: 'population-missing',
              path: ['fronts', index],
              message: `The front "${id}" needs population_at_risk, because casualties.rates are per 1,000 at risk.`,
            },
          ],
    );
  },
};

const mixSum: Check = {
  reads: ['injury_mix', 'casualties.rates'],
  run: ({ injury_mix, casualties }) => {
    if (casualties.rates !== null) return [];
    const sum = injury_mix.disease + injury_mix.non_battle_injury + injury_mix.battle_injury;
    if (sum >= 0.9 - 1e-9 && sum <= 1.1 + 1e-9) return [];
    return [
      {
        code: 'mix-sum',
        path: ['injury_mix'],
        message: `injury_mix sums to ${formatNumber(Number(sum.toFixed(3)))}; the three fractions must sum to about 1 (0.9 to 1.1).`,
      },
    ];
  },
};

const isActive = (value: boolean | number | undefined): boolean => value !== undefined && value !== false;

const someWarfare: Check = {
  reads: ['warfare'],
  run: ({ warfare }) =>
    WARFARE_TYPES.some((type) => isActive(warfare[type]))
      ? []
      : [
          {
            code: 'no-warfare',
            path: ['warfare'],
            message: `warfare has no active type; set at least one of ${WARFARE_TYPES.join(', ')} to true or a weight.`,
          },
        ],
};

const mechanismWeights: Check = {
  reads: ['mechanisms', 'warfare'],
  run: ({ mechanisms, warfare }) =>
    (Object.keys(mechanisms) as WarfareType[]).flatMap((type): Finding[] => {
      const weights = mechanisms[type];
      if (weights === undefined) return [];
      if (!Object.values(weights).some((weight) => weight !== undefined && weight > 0)) {
        return [
          {
            code: 'no-mechanism',
            path: ['mechanisms', type],
            message: `mechanisms.${type} needs at least one weight above 0.`,
          },
        ];
      }
      if (isActive(warfare[type])) return [];
      return [
        {
          code: 'without-effect',
          path: ['mechanisms', type],
          message: `mechanisms.${type} has no effect, because warfare.${type} is not active.`,
          warning: true,
        },
      ];
    }),
};

export const casualtyChecks: readonly Check[] = [
  oneForm,
  oneRate,
  populationForRates,
  mixSum,
  someWarfare,
  mechanismWeights,
];
