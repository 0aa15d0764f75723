import type { Check } from './check.js';

const contestedShares: Check = {
  reads: ['medical.contested'],
  run: ({ medical: { contested } }) =>
    contested.delay_share + contested.damage_share <= 1 + 1e-9
      ? []
      : [
          {
            code: 'share-sum',
            path: ['medical', 'contested'],
            message: 'delay_share and damage_share sum to more than 1; what is left of 1 is lost vehicles.',
          },
        ],
};

const lossOutcomes: Check = {
  reads: ['medical.contested'],
  run: ({ medical: { contested } }) =>
    contested.death_on_loss_probability + contested.wounding_on_loss_probability <= 1 + 1e-9
      ? []
      : [
          {
            code: 'share-sum',
            path: ['medical', 'contested'],
            message: 'death_on_loss_probability and wounding_on_loss_probability sum to more than 1.',
          },
        ],
};

const turnoverOrder: Check = {
  reads: ['medical.care.table_turnover_minutes'],
  run: ({ medical: { care } }) =>
    care.table_turnover_minutes[0] <= care.table_turnover_minutes[1]
      ? []
      : [
          {
            code: 'range-order',
            path: ['medical', 'care', 'table_turnover_minutes'],
            message: 'The shortest turnover of a table is longer than the longest.',
          },
        ],
};

const policyOrder: Check = {
  reads: ['medical.evacuation_policy_days'],
  run: ({ medical: { evacuation_policy_days: policy } }) =>
    policy.role_1 <= policy.role_2 && policy.role_2 <= policy.role_3
      ? []
      : [
          {
            code: 'policy-order',
            path: ['medical', 'evacuation_policy_days'],
            message:
              'The evacuation policy gets shorter further back; usually a higher role may hold longer.',
            warning: true,
          },
        ],
};

export const careChecks: readonly Check[] = [contestedShares, lossOutcomes, turnoverOrder, policyOrder];
