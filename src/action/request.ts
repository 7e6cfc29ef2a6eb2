import type { BuildRequest } from '../build/request.ts';
import type { Inputs } from './inputs.ts';

/** A build as the inputs and GitHub's environment ask for it. */
export function buildRequest(spec: string, inputs: Inputs): BuildRequest {
  const { GITHUB_SHA, GITHUB_REF_TYPE, GITHUB_REF_NAME } = process.env;
  const { output, targets, version, cache, concurrency } = inputs;
  return {
    spec,
    dryRun: inputs['dry-run'],
    ...(output === undefined ? {} : { to: output }),
    ...(cache === undefined ? {} : { cache }),
    ...(targets === undefined ? {} : { targets }),
    ...(version === undefined ? {} : { version }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(GITHUB_REF_TYPE === 'tag' && GITHUB_REF_NAME ? { tag: GITHUB_REF_NAME } : {}),
    ...(GITHUB_SHA ? { commit: GITHUB_SHA } : {}),
    stores: {
      ...(inputs['endpoint-url'] === undefined ? {} : { endpointUrl: inputs['endpoint-url'] }),
      ...(inputs['path-style'] === undefined ? {} : { pathStyle: inputs['path-style'] }),
      ...(inputs.region === undefined ? {} : { region: inputs.region }),
    },
  };
}
