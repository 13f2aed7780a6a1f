// Loads a Compose project as Compose itself does and prints it as JSON.
//
// usage: loader [-profile NAME]… FILE…
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	json, err := load(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(string(json))
}

func load(arguments []string) ([]byte, error) {
	var files, profiles []string
	for len(arguments) > 0 {
		if arguments[0] == "-profile" && len(arguments) > 1 {
			profiles = append(profiles, arguments[1])
			arguments = arguments[2:]
			continue
		}
		files = append(files, arguments[0])
		arguments = arguments[1:]
	}
	options, err := cli.NewProjectOptions(files, cli.WithOsEnv, cli.WithProfiles(profiles), cli.WithInterpolation(true))
	if err != nil {
		return nil, err
	}
	project, err := options.LoadProject(context.Background())
	if err != nil {
		return nil, err
	}
	return project.MarshalJSON()
}
