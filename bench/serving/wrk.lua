-- For `wrk -s wrk.lua URL -- PREFIX SUFFIX FROM TO`: asks for PREFIX, a random number of FROM..TO, SUFFIX.
-- Without arguments it asks for the URL as it is. Prints its figures as JSON; times in microseconds.
function init(args)
  local prefix, suffix, from, to = args[1], args[2], tonumber(args[3]), tonumber(args[4])
  if not prefix then return end
  request = function()
    return wrk.format("GET", prefix .. math.random(from, to) .. suffix)
  end
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"duration":%d,"p50":%d,"p99":%d,"failed":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
