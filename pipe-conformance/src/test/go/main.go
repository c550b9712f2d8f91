// The methods of HttpSdkChecks, each a call of the SDK for Go.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"

	"github.com/pusher/pusher-http-go/v5"
)

type request struct {
	Method string
	App    struct {
		AppID, Key, Secret, Host, MasterKey string
		Port                                int
		TLS                                 bool
	}
	Args arguments
}

type arguments struct {
	Channels []string
	Channel  string
	Event    string
	Data     any
	SocketID *string
	Info     *string
	Prefix   *string
	UserID   string
	User     json.RawMessage
	Events   []arguments
	Headers  map[string]string
	Body     string
}

type failure struct {
	Status  int    `json:"status,omitempty"`
	Message string `json:"message"`
}

type answer struct {
	Result      any      `json:"result,omitempty"`
	Unsupported string   `json:"unsupported,omitempty"`
	Error       *failure `json:"error,omitempty"`
}

type unsupported string

func (why unsupported) Error() string {
	return string(why)
}

var methods = map[string]func(*pusher.Client, arguments) (any, error){
	"trigger": func(client *pusher.Client, args arguments) (any, error) {
		params := pusher.TriggerParams{SocketID: args.SocketID, Info: args.Info}
		return client.TriggerMultiWithParams(args.Channels, args.Event, args.Data, params)
	},
	"batch": func(client *pusher.Client, args arguments) (any, error) {
		batch := make([]pusher.Event, len(args.Events))
		for i, event := range args.Events {
			batch[i] = pusher.Event{
				Channel: event.Channel, Name: event.Event, Data: event.Data, SocketID: event.SocketID, Info: event.Info}
		}
		return client.TriggerBatch(batch)
	},
	"channels": func(client *pusher.Client, args arguments) (any, error) {
		return client.Channels(pusher.ChannelsParams{FilterByPrefix: args.Prefix, Info: args.Info})
	},
	"channel": func(client *pusher.Client, args arguments) (any, error) {
		if args.Info != nil && *args.Info == "cache" {
			return nil, unsupported("the result has no `cache`")
		}
		return client.Channel(args.Channel, pusher.ChannelParams{Info: args.Info})
	},
	"users": func(client *pusher.Client, args arguments) (any, error) {
		return client.GetChannelUsers(args.Channel)
	},
	"sendToUser": func(client *pusher.Client, args arguments) (any, error) {
		return map[string]any{}, client.SendToUser(args.UserID, args.Event, args.Data)
	},
	"terminate": func(client *pusher.Client, args arguments) (any, error) {
		return nil, unsupported("no such method")
	},
	"authorize": func(client *pusher.Client, args arguments) (any, error) {
		form := url.Values{"socket_id": {*args.SocketID}, "channel_name": {args.Channel}}.Encode()
		if args.User == nil {
			return raw(client.AuthorizePrivateChannel([]byte(form)))
		}
		var user pusher.MemberData
		if err := json.Unmarshal(args.User, &user); err != nil {
			return nil, err
		}
		return raw(client.AuthorizePresenceChannel([]byte(form), user))
	},
	"authenticate": func(client *pusher.Client, args arguments) (any, error) {
		form := url.Values{"socket_id": {*args.SocketID}}.Encode()
		var user map[string]any
		if err := json.Unmarshal(args.User, &user); err != nil {
			return nil, err
		}
		return raw(client.AuthenticateUser([]byte(form), user))
	},
	"webhook": func(client *pusher.Client, args arguments) (any, error) {
		header := http.Header{}
		for name, value := range args.Headers {
			header.Set(name, value)
		}
		webhook, err := client.Webhook(header, []byte(args.Body))
		if err != nil && strings.HasPrefix(err.Error(), "Failed to decrypt") {
			return nil, unsupported("decrypts what has no data, and fails")
		}
		if err != nil {
			return map[string]any{"valid": false}, nil
		}
		return map[string]any{"valid": true, "timeMs": webhook.TimeMs, "events": webhook.Events,
			"untold": []string{"subscription_count"}}, nil
	},
}

func raw(response []byte, err error) (any, error) {
	return json.RawMessage(response), err
}

func call(line []byte) answer {
	var req request
	if err := json.Unmarshal(line, &req); err != nil {
		return answer{Error: &failure{Message: err.Error()}}
	}
	client := &pusher.Client{
		AppID:                     req.App.AppID,
		Key:                       req.App.Key,
		Secret:                    req.App.Secret,
		Host:                      fmt.Sprintf("%s:%d", req.App.Host, req.App.Port),
		Secure:                    req.App.TLS,
		EncryptionMasterKeyBase64: req.App.MasterKey,
		// otherwise it refuses more than 10 KB itself
		OverrideMaxMessagePayloadKB: 20,
	}
	result, err := methods[req.Method](client, req.Args)
	if why, ok := err.(unsupported); ok {
		return answer{Unsupported: string(why)}
	}
	if err != nil {
		return answer{Error: &failure{Status: statusOf(err), Message: err.Error()}}
	}
	return answer{Result: result}
}

var statusCode = regexp.MustCompile(`^Status Code: (\d+)`)

func statusOf(err error) int {
	match := statusCode.FindStringSubmatch(err.Error())
	if match == nil {
		return 0
	}
	status, _ := strconv.Atoi(match[1])
	return status
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		out, err := json.Marshal(call(lines.Bytes()))
		if err != nil {
			panic(err)
		}
		fmt.Println(string(out))
	}
}
