// The properties of the scenario parser at the length that the proof asks for: 10,000 mutated inputs.
process.env.MEDPAT_FUZZ_RUNS ??= '10000';
await import('../../packages/contract/src/scenario/parse.properties.js');
